namespace SweepCluster.Training.Model;

/// <summary>An optimizer's own defaults; null if the optimizer has no such parameter.</summary>
/// <remarks>Source: keras-team/keras, tag 2.1.6, keras/optimizers.py. ε is 1e-7 throughout.</remarks>
public sealed record OptimizerDefaults
{
    /// <summary>Learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Whether time-based decay applies.</summary>
    public bool HasDecay { get; init; } = true;

    /// <summary>μ.</summary>
    public double? Momentum { get; init; }

    /// <summary>β1.</summary>
    public double? Beta1 { get; init; }

    /// <summary>β2.</summary>
    public double? Beta2 { get; init; }

    /// <summary>ρ.</summary>
    public double? Rho { get; init; }

    /// <summary>ε.</summary>
    public double? Epsilon { get; init; }

    /// <summary>Schedule decay.</summary>
    public double? ScheduleDecay { get; init; }
}
