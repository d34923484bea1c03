using System.Globalization;

namespace SweepCluster.Search;

/// <summary>The value of one setting: a number, or a word such as <c>adam</c> or <c>on</c>.</summary>
public readonly record struct SettingValue
{
    private readonly string? _word;

    private SettingValue(string? word, double number) => (_word, Number) = (word, number);

    /// <summary>Of a parameter that does not apply: an empty text.</summary>
    public static SettingValue None { get; } = new("", double.NaN);

    /// <summary>Whether its parameter does not apply.</summary>
    public bool IsNone => _word is "";

    /// <summary>Whether it is a word.</summary>
    public bool IsWord => _word is not null;

    /// <summary>The number; 0 for a word.</summary>
    public double Number { get; }

    /// <summary>A number.</summary>
    public static SettingValue Of(double number) => new(null, number);

    /// <summary>A word.</summary>
    public static SettingValue Of(string word) => new(word, 0);

    /// <summary>As it stands in the sweep file and in CSV files: shortest round-trip form, invariant culture.</summary>
    public override string ToString() => _word ?? Number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>For people: to four digits; words and whole numbers as they stand.</summary>
    public string ToShortString() =>
        IsWord || double.IsInteger(Number) ? ToString() : Number.ToString("G4", CultureInfo.InvariantCulture);
}
