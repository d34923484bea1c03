using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Objectives.Linear;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Reading;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Tests.SweepFile;

/// <summary>Draws valid sweeps.</summary>
internal static class Specs
{
    private static readonly Gen<double> Positive =
        Gen.Choose(1, 999_999).Zip(Gen.Choose(-12, 6), (n, e) => n * Math.Pow(10, e) / 3);

    private static readonly Gen<double> Fraction = Gen.Choose(0, 999_999).Select(n => n / 1_000_000.0);
    private static readonly Gen<double> NotNegative = Gen.OneOf(Gen.Constant(0.0), Positive);
    private static readonly Gen<string> Text =
        Gen.Elements("y", "value", "a b", "x\"1\\", "größe", "7", "a.b", "#", "{}", "😀");

    public static Gen<SweepSpec> Any { get; } =
        from data in Data
        from model in Model(data.Source)
        from axes in Axes
        from training in Training([.. axes.Select(axis => axis.Name)])
        from seed in Gen.Choose(int.MinValue, int.MaxValue).Select(n => n * 4_294_967_291L)
        from repeats in Gen.Choose(1, 9)
        from metric in Gen.Choose(0, 3)
        from stop in Stop
        let objective = new LinearSpec(data, model, training)
        select new SweepSpec
        {
            Name = "a-1",
            Seed = seed,
            Repeats = repeats,
            Metric = LinearSchema.Of(objective).Metrics[data.Validation > 0 ? metric : LinearSchema.Mae],
            Kind = LinearKind.Instance,
            Objective = objective,
            SearchSpace = new SearchSpace(axes),
            Stop = stop,
        };

    private static Gen<StopRules> Stop =>
        from milliseconds in Gen.Choose(0, int.MaxValue)
        from goal in NotNegative
        from failures in Gen.Choose(0, 5)
        select new StopRules(TimeSpan.FromMilliseconds(milliseconds), goal, failures);

    private static Gen<DataSpec> Data =>
        from source in Gen.OneOf(Synthetic, Csv, Series)
        from validation in Fraction
        from standardize in Gen.Elements(true, false)
        select new DataSpec(source, validation, standardize);

    private static Gen<DataSource> Synthetic =>
        from target in Gen.Elements(Enum.GetValues<SyntheticTarget>())
        from rows in Gen.Choose(1, 100_000_000)
        from features in Gen.Choose(4, 9)
        from noise in NotNegative
        select (DataSource)new SyntheticSource(target, rows, features, noise);

    private static Gen<DataSource> Csv =>
        from names in Gen.Shuffle("y", "value", "a b", "x\"1\\", "größe", "7", "a.b", "#", "{}", "😀")
        from features in Gen.Choose(1, 4)
        from targets in Gen.Choose(1, 3)
        select (DataSource)new CsvSource(
            "/folder/of data/ü.csv", [.. names.Take(features)], [.. names.Skip(features).Take(targets)]);

    private static Gen<DataSource> Series =>
        from column in Text
        from window in Gen.Choose(1, 9)
        from horizon in Gen.Choose(1, 9)
        select (DataSource)new SeriesSource("/folder/s.csv", column, window, horizon);

    private static Gen<LayerSpec> Model(DataSource source)
    {
        var (features, units) = source switch
        {
            SyntheticSource s => (s.Features, 1),
            CsvSource c => (c.Features.Length, c.Targets.Length),
            SeriesSource s => (s.Window, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(source)),
        };
        return
            from kernel in Gen.OneOf(
                Gen.Elements<Initializer>(
                    new Initializer.GlorotUniform(),
                    new Initializer.Zeros(),
                    new Initializer.Ones(),
                    new Initializer.RandomNormal()),
                Explicit(features * units))
            from bias in Gen.OneOf(
                Gen.Elements<Initializer>(new Initializer.Zeros(), new Initializer.Ones()),
                Explicit(units))
            from useBias in Gen.Elements(true, false)
            select new LayerSpec(units, useBias, kernel, bias);
    }

    private static Gen<Initializer> Explicit(int length) => Positive.ArrayOf(length)
        .Select(v => v.Select((x, i) => i % 2 == 0 ? x : -x))
        .Select(v => (Initializer)new Initializer.Explicit([.. v]));

    // The axis's optimizers together use every setting drawn, so that no rule about use is broken.
    private static Gen<ImmutableArray<Parameter>> Axes =>
        from learningRate in Positive
        from decay in NotNegative
        from low in Gen.Choose(1, 50)
        from count in Gen.Choose(1, 20)
        from rho in Fraction
        from axes in Gen.SubListOf(
            new Parameter(Settings.LearningRate, new Domain.LogUniform(learningRate, learningRate * 1000, count)),
            new Parameter(Settings.Decay, new Domain.Uniform(decay, 3 * decay + 1, count)),
            new Parameter(Settings.Epochs, new Domain.Uniform(low, low + 1 + 2 * count, count) { IsWhole = true }),
            new Parameter("rho", new Domain.Choice([SettingValue.Of(rho)])),
            new Parameter(Settings.Shuffle, new Domain.Choice([SettingValue.Of("off"), SettingValue.Of("on")])),
            new Parameter(Settings.Precision, new Domain.Choice([SettingValue.Of("float64")])),
            new Parameter(Settings.Loss, new Domain.Choice([SettingValue.Of("mae"), SettingValue.Of("mse")])))
        from shuffled in Gen.Shuffle(axes.ToArray())
        select shuffled
            .Append(new Parameter(Settings.Optimizer, new Domain.Choice(
                [SettingValue.Of("rmsprop"), SettingValue.Of("momentum"), SettingValue.Of("amsgrad")])))
            .ToImmutableArray();

    private static Gen<ImmutableSortedDictionary<string, SettingValue>> Training(ImmutableArray<string> axes) =>
        from learningRate in Positive
        from momentum in Fraction
        from batchSize in Gen.Choose(1, int.MaxValue)
        from isGiven in Gen.Elements(true, false)
        select (isGiven
                ? TrainingDefaults.All
                    .SetItem(Settings.LearningRate, SettingValue.Of(learningRate))
                    .SetItem(Settings.Momentum, SettingValue.Of(momentum))
                    .SetItem(Settings.BatchSize, SettingValue.Of(batchSize))
                : TrainingDefaults.All)
            .RemoveRange(axes);
}
