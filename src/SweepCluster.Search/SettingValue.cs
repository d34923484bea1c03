using System.Collections.Immutable;
using System.Globalization;

namespace SweepCluster.Search;

/// <summary>The value of one setting: a number, a word such as <c>adam</c> or <c>on</c>, or a list of them.</summary>
public sealed record SettingValue
{
    private readonly string? _word;
    private readonly ItemList? _list;

    private SettingValue(string? word, double number, ItemList? list) => (_word, Number, _list) = (word, number, list);

    /// <summary>Of a parameter that does not apply: it is written as an empty text, and is no word.</summary>
    public static SettingValue None { get; } = new(null, double.NaN, null);

    /// <summary>Whether its parameter does not apply.</summary>
    public bool IsNone => _word is null && double.IsNaN(Number);

    /// <summary>Whether it is a word, or a list: something that has no order.</summary>
    public bool IsWord => _word is not null;

    /// <summary>The number; 0 for anything else.</summary>
    public double Number { get; }

    /// <summary>The values of a list; null for anything else.</summary>
    public ImmutableArray<SettingValue>? Items => _list?.Items;

    /// <summary>A number.</summary>
    public static SettingValue Of(double number) => new(null, number, null);

    /// <summary>A word.</summary>
    public static SettingValue Of(string word) => new(word, 0, null);

    /// <summary>A list of numbers and words.</summary>
    public static SettingValue Of(ImmutableArray<SettingValue> items) =>
        new(string.Join(',', items), 0, new ItemList(items));

    /// <summary>As it stands in CSV files: shortest round-trip form, invariant culture; a list with commas.</summary>
    public override string ToString() =>
        _word ?? (IsNone ? "" : Number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>For people: to four digits; words and whole numbers as they stand.</summary>
    public string ToShortString() =>
        IsWord || IsNone || double.IsInteger(Number) ? ToString() : Number.ToString("G4", CultureInfo.InvariantCulture);

    private sealed record ItemList(ImmutableArray<SettingValue> Items)
    {
        public bool Equals(ItemList? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Length;
    }
}
