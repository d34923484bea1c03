using System.Collections.Immutable;
using static SweepCluster.Training.Model.OptimizerFamily;

namespace SweepCluster.Training.Model;

/// <summary>An optimizer, but for its update rule: a line of <see cref="OptimizerCatalog"/>.</summary>
/// <param name="Kind">The optimizer.</param>
/// <param name="Word">Its name in sweep files.</param>
/// <param name="Family">What sets the length of its steps.</param>
/// <param name="Defaults">Its own defaults.</param>
public sealed record OptimizerEntry(
    OptimizerKind Kind, string Word, OptimizerFamily Family, OptimizerDefaults Defaults);

/// <summary>The optimizers, a line each, in the order of <see cref="OptimizerKind"/>.</summary>
/// <remarks>Defaults are those of keras-team/keras, tag 2.1.6, keras/optimizers.py; ε is 1e-7 throughout.</remarks>
public static class OptimizerCatalog
{
    private const double Epsilon = 1e-7;

    /// <summary>All of them.</summary>
    public static ImmutableArray<OptimizerEntry> All { get; } =
    [
        new(OptimizerKind.Sgd, "sgd", Descent, new() { LearningRate = 0.01, Momentum = 0 }),
        new(OptimizerKind.Momentum, "momentum", Descent, new() { LearningRate = 0.01, Momentum = 0.9 }),
        new(OptimizerKind.Nesterov, "nesterov", Descent, new() { LearningRate = 0.01, Momentum = 0.9 }),
        new(OptimizerKind.Adam, "adam", Adaptive, Adam(0.001)),
        new(OptimizerKind.AmsGrad, "amsgrad", Adaptive, Adam(0.001)),
        new(OptimizerKind.Adamax, "adamax", Adaptive, Adam(0.002)),
        new(OptimizerKind.Nadam, "nadam", Adaptive, Adam(0.002) with { HasDecay = false, ScheduleDecay = 0.004 }),
        new(OptimizerKind.RmsProp, "rmsprop", Adaptive, new() { LearningRate = 0.001, Rho = 0.9, Epsilon = Epsilon }),
        new(OptimizerKind.AdaGrad, "adagrad", Accumulating, new() { LearningRate = 0.01, Epsilon = Epsilon }),
        new(OptimizerKind.AdaDelta, "adadelta", SelfScaling,
            new() { LearningRate = 1, Rho = 0.95, Epsilon = Epsilon }),
    ];

    /// <summary>The line of an optimizer.</summary>
    public static OptimizerEntry Of(OptimizerKind optimizer) => All[(int)optimizer];

    private static OptimizerDefaults Adam(double learningRate) =>
        new() { LearningRate = learningRate, Beta1 = 0.9, Beta2 = 0.999, Epsilon = Epsilon };
}
