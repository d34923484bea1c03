using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Objectives.Linear.Reading;

/// <summary>The settings that a sweep file leaves out; the rest are the optimizer's own.</summary>
public static class TrainingDefaults
{
    /// <summary>Passes over the rows.</summary>
    public const int Epochs = 10;

    /// <summary>Rows per mini-batch.</summary>
    public const int BatchSize = 32;

    /// <summary>All of them.</summary>
    public static ImmutableSortedDictionary<string, SettingValue> All { get; } =
        new Dictionary<string, SettingValue>
        {
            [Settings.Loss] = SettingValue.Of("rmse"),
            [Settings.Optimizer] = SettingValue.Of("adam"),
            [Settings.Epochs] = SettingValue.Of(Epochs),
            [Settings.BatchSize] = SettingValue.Of(BatchSize),
            [Settings.Decay] = SettingValue.Of(0),
            [Settings.Shuffle] = SettingValue.Of(SwitchWords.On),
            [Settings.Precision] = SettingValue.Of("float32"),
        }.ToImmutableSortedDictionary(Settings.Order);
}
