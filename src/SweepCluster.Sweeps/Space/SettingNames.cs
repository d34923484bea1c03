using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Space;

/// <summary>What settings are called: kebab-case in sweep files, snake_case in CSV files.</summary>
public static class SettingNames
{
    /// <summary>Settings by their name in sweep files.</summary>
    public static WordTable<SettingKey> Keys { get; } = new(
        (SettingKey.Loss, "loss"),
        (SettingKey.Optimizer, "optimizer"),
        (SettingKey.Epochs, "epochs"),
        (SettingKey.BatchSize, "batch-size"),
        (SettingKey.LearningRate, "learning-rate"),
        (SettingKey.Decay, "decay"),
        (SettingKey.Momentum, "momentum"),
        (SettingKey.Beta1, "beta-1"),
        (SettingKey.Beta2, "beta-2"),
        (SettingKey.Rho, "rho"),
        (SettingKey.Epsilon, "epsilon"),
        (SettingKey.ScheduleDecay, "schedule-decay"),
        (SettingKey.Shuffle, "shuffle"),
        (SettingKey.Precision, "precision"));

    /// <summary>The name in sweep files, such as <c>learning-rate</c>.</summary>
    public static string Kebab(this SettingKey key) => Keys.Of(key);

    /// <summary>The name of the column in CSV files, such as <c>learning_rate</c>.</summary>
    public static string Snake(this SettingKey key) => Snake(Keys.Of(key));

    /// <summary>The CSV form of a word of sweep files: <c>validation-rmse</c> is <c>validation_rmse</c>.</summary>
    public static string Snake(string kebab) => kebab.Replace('-', '_');
}
