using System.Collections.Immutable;
using SweepCluster.Sweeps.Space;

namespace SweepCluster.Sweeps.Spec;

/// <summary>Settings where the sweep file leaves them out; the rest are the optimizer's own.</summary>
public static class TrainingDefaults
{
    /// <summary>Passes over the rows.</summary>
    public const int Epochs = 10;

    /// <summary>Rows a mini-batch.</summary>
    public const int BatchSize = 32;

    /// <summary>All of them.</summary>
    public static ImmutableSortedDictionary<SettingKey, SettingValue> All { get; } =
        new Dictionary<SettingKey, SettingValue>
        {
            [SettingKey.Loss] = SettingValue.Of("rmse"),
            [SettingKey.Optimizer] = SettingValue.Of("adam"),
            [SettingKey.Epochs] = SettingValue.Of(Epochs),
            [SettingKey.BatchSize] = SettingValue.Of(BatchSize),
            [SettingKey.Decay] = SettingValue.Of(0),
            [SettingKey.Shuffle] = SettingValue.Of(Words.On),
            [SettingKey.Precision] = SettingValue.Of("float32"),
        }.ToImmutableSortedDictionary();
}
