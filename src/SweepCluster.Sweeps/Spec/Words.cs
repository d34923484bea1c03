using SweepCluster.Training.Data;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Spec;

/// <summary>The words of sweep files.</summary>
public static class Words
{
    /// <summary>A switch that is on.</summary>
    public const string On = "on";

    /// <summary>A switch that is off.</summary>
    public const string Off = "off";

    /// <summary>Optimizers.</summary>
    public static WordTable<OptimizerKind> Optimizers { get; } = new(
        (OptimizerKind.Sgd, "sgd"),
        (OptimizerKind.Momentum, "momentum"),
        (OptimizerKind.Nesterov, "nesterov"),
        (OptimizerKind.Adam, "adam"),
        (OptimizerKind.AmsGrad, "amsgrad"),
        (OptimizerKind.Adamax, "adamax"),
        (OptimizerKind.Nadam, "nadam"),
        (OptimizerKind.RmsProp, "rmsprop"),
        (OptimizerKind.AdaGrad, "adagrad"),
        (OptimizerKind.AdaDelta, "adadelta"));

    /// <summary>Losses.</summary>
    public static WordTable<LossKind> Losses { get; } =
        new((LossKind.Rmse, "rmse"), (LossKind.Mse, "mse"), (LossKind.Mae, "mae"));

    /// <summary>Precisions.</summary>
    public static WordTable<Precision> Precisions { get; } =
        new((Precision.Float32, "float32"), (Precision.Float64, "float64"));

    /// <summary>Objectives.</summary>
    public static WordTable<Objective> Objectives { get; } = new(
        (Objective.Rmse, "rmse"),
        (Objective.Mae, "mae"),
        (Objective.ValidationRmse, "validation-rmse"),
        (Objective.ValidationMae, "validation-mae"));

    /// <summary>Rules of synthetic targets.</summary>
    public static WordTable<SyntheticTarget> SyntheticTargets { get; } =
        new((SyntheticTarget.Difference, "difference"), (SyntheticTarget.Extrapolation, "extrapolation"));

    /// <summary>A switch's word.</summary>
    public static string Switch(bool isOn) => isOn ? On : Off;
}
