using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Hocon;

namespace SweepCluster.Sweeps.Reading;

/// <summary>The parsers for values of a sweep file.</summary>
public static class ValueParsers
{
    /// <summary>on or off.</summary>
    public static ValueParser<bool> Switch { get; } = new("on or off", (HoconScalar s, out bool value) =>
    {
        value = s.Text is SwitchWords.On or "true" or "yes";
        return value || s.Text is SwitchWords.Off or "false" or "no";
    });

    /// <summary>Any finite number.</summary>
    public static ValueParser<double> Finite { get; } = Number("a finite number", _ => true);

    /// <summary>A sweep's name.</summary>
    public static ValueParser<string> Name { get; } =
        new("1 to 64 of a-z, 0-9 and -", (HoconScalar s, out string value) =>
        {
            value = s.Text;
            return IsName(value);
        });

    /// <summary>Whether the text can name a sweep.</summary>
    public static bool IsName(string text) =>
        text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Whether Windows has a device of this name: no folder can be called so there.</summary>
    /// <remarks>https://learn.microsoft.com/windows/win32/fileio/naming-a-file</remarks>
    public static bool IsDevice(string name) => name is "con" or "prn" or "aux" or "nul"
        || (name.Length == 4 && (name[..3] is "com" or "lpt") && char.IsAsciiDigit(name[3]));

    /// <summary>A finite number that is in range.</summary>
    public static ValueParser<double> Number(string right, Func<double, bool> isInRange) =>
        new(right, (HoconScalar s, out double value) => TryNumber(s, out value) && isInRange(value))
        {
            Why = s => WhyNoNumber(s) is { } why ? $"{why}; write {right}" : null,
        };

    /// <summary>A whole number that is in range.</summary>
    public static ValueParser<long> Whole(long least, long most, string right) =>
        new(right, (HoconScalar s, out long value) => TryWhole(s, out value) && value >= least && value <= most);

    /// <summary>A whole number in a range.</summary>
    public static ValueParser<int> Whole(int least, int most) =>
        Whole(least, most, $"a whole number from {least} to {most}").Select(n => (int)n);

    /// <summary>A whole number from <paramref name="least"/> up.</summary>
    public static ValueParser<int> Whole(int least)
    {
        var parser = Whole(least, int.MaxValue, $"a whole number of at least {least}") with
        {
            Why = s => TryNumber(s, out var number) && number > int.MaxValue && number == Math.Truncate(number)
                ? $"it is too large; write a whole number from {least} to {int.MaxValue}"
                : null,
        };
        return parser.Select(n => (int)n);
    }

    /// <summary>One of the words of a table.</summary>
    public static ValueParser<T> Word<T>(WordTable<T> table)
        where T : struct, Enum =>
        new(Listed(table.Words), (HoconScalar s, out T value) => table.TryRead(s.Text, out value))
        {
            Words = table.Words,
        };

    /// <summary>One of some words.</summary>
    public static ValueParser<string> Word(ImmutableArray<string> words) =>
        new(Listed(words), (HoconScalar s, out string word) =>
        {
            word = s.Text;
            return words.Contains(word);
        })
        { Words = words };

    /// <summary>Any text of printable characters.</summary>
    public static ValueParser<string> Text(string right) => new(right, (HoconScalar s, out string value) =>
    {
        value = s.Text;
        return value.Trim().Length > 0 && !value.Any(char.IsControl);
    })
    { Why = WhyNoText };

    /// <summary>Words with commas and an "or".</summary>
    public static string Listed(IReadOnlyList<string> words) => words.Count == 1
        ? words[0]
        : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";

    private static bool TryNumber(HoconScalar scalar, out double value)
    {
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var isNumber = double.TryParse(scalar.Text, Style, CultureInfo.InvariantCulture, out value);
        value += 0.0; // -0 is 0.
        return isNumber && double.IsFinite(value) && !IsLostAs0(scalar.Text, value) && !scalar.IsQuoted;
    }

    private static bool IsLostAs0(string text, double value) =>
        value == 0 && text.TakeWhile(c => c is not ('e' or 'E')).Any(c => c is >= '1' and <= '9');

    // A number as people write it, but beyond those of 64 bits.
    private static string? WhyNoNumber(HoconScalar scalar)
    {
        if (scalar.IsQuoted || !scalar.Text.Any(char.IsAsciiDigit)
            || !double.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var value))
            return null;
        if (double.IsInfinity(value))
            return $"it is beyond {double.MaxValue:G2}, the largest number there is here";
        return IsLostAs0(scalar.Text, value)
            ? $"it is nearer to 0 than {double.Epsilon:G1}, the smallest number there is here"
            : null;
    }

    // Mostly a Windows path.
    private static string? WhyNoText(HoconScalar scalar)
    {
        var (letter, name) = scalar.Text.FirstOrDefault(char.IsControl) switch
        {
            '\b' => ('b', "a backspace"),
            '\f' => ('f', "a form feed"),
            '\n' => ('n', "a new line"),
            '\r' => ('r', "a carriage return"),
            '\t' => ('t', "a tab"),
            _ => default,
        };
        return name is null || !scalar.IsQuoted ? null
            : $"a backslash in quotes begins an escape, such as \\{letter} for {name}: {HoconString.RightBackslash}";
    }

    private static bool TryWhole(HoconScalar scalar, out long value)
    {
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return long.TryParse(scalar.Text, Style, CultureInfo.InvariantCulture, out value) && !scalar.IsQuoted;
    }
}
