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

    /// <summary>The defaults of an optimizer.</summary>
    public static OptimizerDefaults For(OptimizerKind optimizer) => optimizer switch
    {
        OptimizerKind.Sgd => new() { LearningRate = 0.01, Momentum = 0 },
        OptimizerKind.Momentum or OptimizerKind.Nesterov => new() { LearningRate = 0.01, Momentum = 0.9 },
        OptimizerKind.RmsProp => new() { LearningRate = 0.001, Rho = 0.9, Epsilon = 1e-7 },
        OptimizerKind.AdaGrad => new() { LearningRate = 0.01, Epsilon = 1e-7 },
        OptimizerKind.AdaDelta => new() { LearningRate = 1.0, Rho = 0.95, Epsilon = 1e-7 },
        OptimizerKind.Adam or OptimizerKind.AmsGrad => Adam(0.001),
        OptimizerKind.Adamax => Adam(0.002),
        OptimizerKind.Nadam => Adam(0.002) with { HasDecay = false, ScheduleDecay = 0.004 },
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "No such optimizer."),
    };

    private static OptimizerDefaults Adam(double learningRate) =>
        new() { LearningRate = learningRate, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7 };
}
