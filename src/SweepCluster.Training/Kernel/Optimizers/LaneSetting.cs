using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>Settings that may differ from lane to lane, in the order they lie in memory.</summary>
internal enum LaneSetting
{
    LearningRate,
    Decay,
    Momentum,
    Rho,
    OneMinusRho,
    Epsilon,
}

/// <summary>Reads a trial's lane settings.</summary>
internal static class LaneSettings
{
    public const int Count = (int)LaneSetting.Epsilon + 1;

    public static double Of(Hyperparameters trial, LaneSetting setting) => setting switch
    {
        LaneSetting.LearningRate => trial.LearningRate,
        LaneSetting.Decay => trial.Decay,
        LaneSetting.Momentum => trial.Momentum,
        LaneSetting.Rho => trial.Rho,
        LaneSetting.OneMinusRho => 1 - trial.Rho,
        LaneSetting.Epsilon => trial.Epsilon,
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, "No such setting."),
    };
}
