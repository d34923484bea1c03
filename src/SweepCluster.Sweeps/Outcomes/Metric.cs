using SweepCluster.Search;
namespace SweepCluster.Sweeps.Outcomes;

/// <summary>Which way a metric is better.</summary>
public enum Direction
{
    /// <summary>The lower, the better.</summary>
    Minimize,

    /// <summary>The higher, the better.</summary>
    Maximize,
}

/// <summary>A number that a trial ends with.</summary>
/// <param name="Index">Its place among the metrics of its kind of objective.</param>
/// <param name="Name">As sweep files write it.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record Metric(int Index, string Name, Direction Direction)
{
    /// <summary>Why a sweep lacks it and what to do about that, to follow its name; null if the sweep has it.</summary>
    public string? Missing { get; init; }

    /// <summary>Its column in CSV files.</summary>
    public string Column => ColumnNames.Of(Name);

    /// <summary>As much of it as comparing values takes.</summary>
    public Aim Aim => new(Index, Direction);

    /// <summary>A trial's value.</summary>
    public double Of(TrialOutcome outcome) => outcome.Metric(Index);
}
