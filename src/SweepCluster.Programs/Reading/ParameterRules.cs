using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Programs.Reading;

/// <summary>The parameters of programs: any names, and any numbers, words and lists of them as values.</summary>
internal sealed class ParameterRules : IParameterRules
{
    private ParameterRules()
    {
    }

    /// <summary>The only ones.</summary>
    public static ParameterRules Instance { get; } = new();

    /// <inheritdoc/>
    public ImmutableArray<string> Names => [];

    /// <inheritdoc/>
    public bool TakesAny => true;

    /// <inheritdoc/>
    public bool TakesLists => true;

    private static ValueParser<SettingValue> Any { get; } =
        new("a number, a word or a text in quotes", (HoconScalar scalar, out SettingValue value) =>
        {
            value = !scalar.IsQuoted && ValueParsers.Finite.TryRead(scalar, out var number)
                ? SettingValue.Of(number)
                : SettingValue.Of(scalar.Text);
            return !scalar.Text.Contains('\0', StringComparison.Ordinal);
        })
        {
            Why = scalar => scalar.Text.Contains('\0', StringComparison.Ordinal)
                ? "no program can be given a NUL: leave it out"
                : null,
        };

    /// <inheritdoc/>
    public ValueParser<SettingValue> ParserOf(string name) => Any;

    /// <inheritdoc/>
    public bool IsWord(string name) => false;

    /// <inheritdoc/>
    public bool IsWhole(string name) => false;
}
