using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>Settings that a whole pack shares, in the order they lie in memory.</summary>
internal enum SharedSetting
{
    Beta1,
    OneMinusBeta1,
    Beta2,
    OneMinusBeta2,
}

/// <summary>Reads a pack's shared settings.</summary>
internal static class SharedSettings
{
    public const int Count = (int)SharedSetting.OneMinusBeta2 + 1;

    public static double Of(Hyperparameters trial, SharedSetting setting) => setting switch
    {
        SharedSetting.Beta1 => trial.Beta1,
        SharedSetting.OneMinusBeta1 => 1 - trial.Beta1,
        SharedSetting.Beta2 => trial.Beta2,
        SharedSetting.OneMinusBeta2 => 1 - trial.Beta2,
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, "No such setting."),
    };
}
