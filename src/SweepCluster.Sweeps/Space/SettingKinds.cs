using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Space;

/// <summary>What kind of value a setting has, and who uses it.</summary>
public static class SettingKinds
{
    /// <summary>Whether its values are whole numbers.</summary>
    public static bool IsWhole(this SettingKey key) => key is SettingKey.Epochs or SettingKey.BatchSize;

    /// <summary>Whether its values are words.</summary>
    public static bool IsWord(this SettingKey key) =>
        key is SettingKey.Loss or SettingKey.Optimizer or SettingKey.Shuffle or SettingKey.Precision;

    /// <summary>Whether the setting changes anything under this optimizer.</summary>
    public static bool Uses(this OptimizerKind optimizer, SettingKey key)
    {
        var own = OptimizerDefaults.For(optimizer);
        return key switch
        {
            SettingKey.Decay => own.HasDecay,
            SettingKey.Momentum => own.Momentum is not null,
            SettingKey.Beta1 => own.Beta1 is not null,
            SettingKey.Beta2 => own.Beta2 is not null,
            SettingKey.Rho => own.Rho is not null,
            SettingKey.Epsilon => own.Epsilon is not null,
            SettingKey.ScheduleDecay => own.ScheduleDecay is not null,
            _ => true,
        };
    }
}
