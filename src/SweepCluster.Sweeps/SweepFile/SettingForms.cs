using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>What the value of each training setting must look like.</summary>
internal static class SettingForms
{
    private static readonly Form<SettingValue> Fraction =
        Forms.Number("a number from 0 up to, but not including, 1", x => x is >= 0 and < 1).Select(SettingValue.Of);

    private static readonly Form<SettingValue> Positive =
        Forms.Number("a finite number greater than 0", x => x > 0).Select(SettingValue.Of);

    private static readonly Form<SettingValue> NotNegative =
        Forms.Number("a finite number of at least 0", x => x >= 0).Select(SettingValue.Of);

    private static readonly Form<SettingValue> Counting = Forms.Whole(1).Select(n => SettingValue.Of(n));

    /// <summary>The form of one setting.</summary>
    public static Form<SettingValue> For(SettingKey key) => key switch
    {
        SettingKey.Loss => Word(Words.Losses),
        SettingKey.Optimizer => Word(Words.Optimizers),
        SettingKey.Precision => Word(Words.Precisions),
        SettingKey.Shuffle => Forms.Switch.Select(on => SettingValue.Of(Words.Switch(on))),
        SettingKey.Epochs or SettingKey.BatchSize => Counting,
        SettingKey.LearningRate or SettingKey.Epsilon => Positive,
        SettingKey.Decay or SettingKey.ScheduleDecay => NotNegative,
        SettingKey.Momentum or SettingKey.Beta1 or SettingKey.Beta2 or SettingKey.Rho => Fraction,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such setting."),
    };

    private static Form<SettingValue> Word<T>(WordTable<T> table)
        where T : struct, Enum => Forms.Word(table).Select(w => SettingValue.Of(table.Of(w)));
}
