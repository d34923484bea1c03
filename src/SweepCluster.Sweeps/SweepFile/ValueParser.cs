using System.Collections.Immutable;
using SweepCluster.Sweeps.Hocon;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads a scalar; false where it is none of the form's values.</summary>
public delegate bool TryRead<T>(HoconScalar scalar, out T value);

/// <summary>What a value must look like.</summary>
/// <param name="Right">What would be right, as it goes on after "write".</param>
/// <param name="TryRead">Reads it.</param>
public sealed record ValueParser<T>(string Right, TryRead<T> TryRead)
{
    /// <summary>The words it may be, to name the nearest one.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What to say of a value that looks right, in place of what would be right; null where that is to be said.</summary>
    public Func<HoconScalar, string?> Why { get; init; } = _ => null;

    /// <summary>The same form for another type.</summary>
    public ValueParser<TOther> Select<TOther>(Func<T, TOther> map) => new(Right, (HoconScalar s, out TOther value) =>
    {
        var isRight = TryRead(s, out var own);
        value = isRight ? map(own) : default!;
        return isRight;
    })
    { Words = Words, Why = Why };

    /// <summary>What to say about a node that is not of this form.</summary>
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
/// <param name="IsSound">False where it was wrong and has been reported.</param>
/// <param name="IsGiven">Whether the key is there.</param>
/// <param name="Origin">Where it stands, or where it could.</param>
public readonly record struct Found<T>(T Value, bool IsSound, bool IsGiven, Origin Origin);
