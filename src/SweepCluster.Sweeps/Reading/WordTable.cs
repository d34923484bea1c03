using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Reading;

/// <summary>The words that an enumeration has in sweep files.</summary>
public sealed class WordTable<T>
    where T : struct, Enum
{
    private readonly ImmutableArray<(T Value, string Word)> _rows;

    /// <summary>A table of these rows.</summary>
    public WordTable(params ImmutableArray<(T Value, string Word)> rows) =>
        (_rows, Words) = (rows, [.. rows.Select(r => r.Word)]);

    /// <summary>All words, in the order of the enumeration.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The word of a value.</summary>
    public string Of(T value)
    {
        foreach (var row in _rows)
        {
            if (EqualityComparer<T>.Default.Equals(row.Value, value))
                return row.Word;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "The value has no word.");
    }

    /// <summary>The value of a word, if it has one.</summary>
    public bool TryRead(string word, out T value)
    {
        foreach (var row in _rows)
        {
            if (row.Word == word)
            {
                value = row.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The value of a word.</summary>
    /// <exception cref="ArgumentException">The word is not in the table.</exception>
    public T Read(string word) => TryRead(word, out var value)
        ? value
        : throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}.", nameof(word));
}
