using System.Collections.Frozen;
using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>The catalogue of training settings: an entry per setting, in the order of written sweep files.</summary>
internal sealed class Settings : IParameterRules
{
    /// <summary>The names of settings that code refers to.</summary>
    public const string Loss = "loss", Optimizer = "optimizer", Epochs = "epochs", BatchSize = "batch-size",
        LearningRate = "learning-rate", Decay = "decay", Momentum = "momentum", Shuffle = "shuffle",
        Precision = "precision";

    private static readonly ValueParser<SettingValue> Fraction =
        ValueParsers.Number("a number from 0 up to, but not including, 1", x => x is >= 0 and < 1)
            .Select(SettingValue.Of);

    private static readonly ValueParser<SettingValue> Positive =
        ValueParsers.Number("a finite number greater than 0", x => x > 0).Select(SettingValue.Of);

    private static readonly ValueParser<SettingValue> NotNegative =
        ValueParsers.Number("a finite number of at least 0", x => x >= 0).Select(SettingValue.Of);

    private static readonly ValueParser<SettingValue> Counting = ValueParsers.Whole(1).Select(n => SettingValue.Of(n));

    private static readonly ValueParser<SettingValue> Switch =
        ValueParsers.Switch.Select(on => SettingValue.Of(SwitchWords.Of(on)));

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        new(Loss, Word(LinearWords.Losses), (h, v) => h with { Loss = LinearWords.Losses.Read(v.ToString()) })
        {
            IsWord = true,
        },
        // An optimizer brings its own defaults, so the resolver sets it before any other setting.
        new(Optimizer, Word(LinearWords.Optimizers), (h, _) => h) { IsWord = true },
        new(Epochs, Counting, (h, v) => h with { Epochs = (int)v.Number }) { IsWhole = true },
        new(BatchSize, Counting, (h, v) => h with { BatchSize = (int)v.Number }) { IsWhole = true },
        new(LearningRate, Positive, (h, v) => h with { LearningRate = v.Number }) { IsOfLane = true },
        new(Decay, NotNegative, (h, v) => h with { Decay = v.Number })
        {
            IsOfLane = true,
            IsUsedBy = own => own.HasDecay,
        },
        new(Momentum, Fraction, (h, v) => h with { Momentum = v.Number })
        {
            IsOfLane = true,
            IsUsedBy = own => own.Momentum is not null,
        },
        new("beta-1", Fraction, (h, v) => h with { Beta1 = v.Number }) { IsUsedBy = own => own.Beta1 is not null },
        new("beta-2", Fraction, (h, v) => h with { Beta2 = v.Number }) { IsUsedBy = own => own.Beta2 is not null },
        new("rho", Fraction, (h, v) => h with { Rho = v.Number })
        {
            IsOfLane = true,
            IsUsedBy = own => own.Rho is not null,
        },
        new("epsilon", Positive, (h, v) => h with { Epsilon = v.Number })
        {
            IsOfLane = true,
            IsUsedBy = own => own.Epsilon is not null,
        },
        new("schedule-decay", NotNegative, (h, v) => h with { ScheduleDecay = v.Number })
        {
            IsUsedBy = own => own.ScheduleDecay is not null,
        },
        new(Shuffle, Switch, (h, v) => h with { Shuffle = v.ToString() == SwitchWords.On }) { IsWord = true },
        new(
            Precision,
            Word(LinearWords.Precisions),
            (h, v) => h with { Precision = LinearWords.Precisions.Read(v.ToString()) })
        {
            IsWord = true,
        },
    ];

    private static readonly FrozenDictionary<string, (Setting Setting, int Index)> ByName =
        All.Select((setting, index) => (setting, index)).ToFrozenDictionary(each => each.setting.Name);

    /// <summary>The catalogue as rules for the axes of a search space.</summary>
    public static Settings Rules { get; } = new();

    /// <summary>Names in the order of the catalogue.</summary>
    public static IComparer<string> Order { get; } =
        Comparer<string>.Create((one, other) => ByName[one].Index.CompareTo(ByName[other].Index));

    /// <summary>The settings that may differ from lane to lane within a pack.</summary>
    public static ImmutableHashSet<string> OfLanes { get; } =
        [.. All.Where(setting => setting.IsOfLane).Select(setting => setting.Name)];

    /// <inheritdoc/>
    public ImmutableArray<string> Names { get; } = [.. All.Select(setting => setting.Name)];

    /// <summary>A setting by its name.</summary>
    public static Setting Of(string name) => ByName[name].Setting;

    /// <summary>Whether a setting has an effect with an optimizer.</summary>
    public static bool Uses(OptimizerKind optimizer, string name) =>
        Of(name).IsUsedBy(OptimizerCatalog.Of(optimizer).Defaults);

    /// <inheritdoc/>
    public ValueParser<SettingValue> ParserOf(string name) => Of(name).Parser;

    /// <inheritdoc/>
    public bool IsWord(string name) => Of(name).IsWord;

    /// <inheritdoc/>
    public bool IsWhole(string name) => Of(name).IsWhole;

    private static ValueParser<SettingValue> Word<T>(WordTable<T> table)
        where T : struct, Enum => ValueParsers.Word(table).Select(word => SettingValue.Of(table.Of(word)));
}
