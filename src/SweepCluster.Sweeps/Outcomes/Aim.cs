namespace SweepCluster.Sweeps.Outcomes;

/// <summary>What trials are ranked on.</summary>
/// <param name="Metric">The place of the metric among those of the kind of objective.</param>
/// <param name="Direction">Which way is better.</param>
public readonly record struct Aim(int Metric, Direction Direction)
{
    /// <summary>A trial's value.</summary>
    public double Of(TrialOutcome outcome) => outcome.Metric(Metric);

    /// <summary>A value as a cost: the lower, the better.</summary>
    public double Cost(double value) => Direction == Direction.Minimize ? value : -value;

    /// <summary>Whether a value is better than another.</summary>
    public bool IsBetter(double one, double other) => Cost(one) < Cost(other);

    /// <summary>Whether a value is as good as a goal.</summary>
    public bool Reaches(double value, double goal) => Cost(value) <= Cost(goal);
}
