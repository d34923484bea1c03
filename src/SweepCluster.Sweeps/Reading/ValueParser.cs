using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Problems;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Reads a scalar; false if it is not what is wanted.</summary>
public delegate bool TryRead<T>(HoconScalar scalar, out T value);

/// <summary>What a value must look like.</summary>
/// <param name="Right">What would be right, to follow "write" in a message.</param>
/// <param name="TryRead">Reads it.</param>
public sealed record ValueParser<T>(string Right, TryRead<T> TryRead)
{
    /// <summary>The words it may be, to name the nearest one.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What is wrong with a value that looks right; null to say <see cref="Right"/> instead.</summary>
    public Func<HoconScalar, string?> Why { get; init; } = _ => null;

    /// <summary>The same for another type.</summary>
    public ValueParser<TOther> Select<TOther>(Func<T, TOther> map) => new(Right, (HoconScalar s, out TOther value) =>
    {
        var isRight = TryRead(s, out var own);
        value = isRight ? map(own) : default!;
        return isRight;
    })
    { Words = Words, Why = Why };

    /// <summary>What to say about a node that it cannot read.</summary>
    public string Refusal(HoconNode node)
    {
        var nearest = node is HoconScalar scalar && Words.Length > 0
            ? $" (nearest: {Nearest.To(scalar.Text, Words)})"
            : "";
        var why = node is HoconScalar wrong ? Why(wrong) : null;
        return $"found {NodeText.Of(node)}: {why ?? $"write {Right}{WithoutQuotes(node)}"}{nearest}";
    }

    private string WithoutQuotes(HoconNode node) =>
        node is HoconScalar { IsQuoted: true } scalar && TryRead(scalar with { IsQuoted = false }, out _)
            ? ", without quotes"
            : "";
}

/// <summary>A value that was looked for.</summary>
/// <param name="Value">The value, or the fallback.</param>
/// <param name="IsSound">False if it was wrong and has been reported.</param>
/// <param name="IsGiven">Whether the key is there.</param>
/// <param name="Origin">Where it stands, or where it could.</param>
public sealed record Found<T>(T Value, bool IsSound, bool IsGiven, Origin Origin);
