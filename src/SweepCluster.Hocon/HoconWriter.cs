using System.Globalization;
using System.Text;
using SweepCluster.Problems;

namespace SweepCluster.Hocon;

/// <summary>Writes blocks and settings, one per line.</summary>
public sealed class HoconWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>A number, in its shortest round-trip form.</summary>
    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text, in quotes.</summary>
    public static string Text(string text) => Shown.Quoted(text);

    /// <summary>A word, in quotes if it would be read as something else without them.</summary>
    public static string Word(string word) => IsPlain(word) ? word : Text(word);

    /// <summary>A list on one line.</summary>
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary>Opens a block.</summary>
    public void Open(string key)
    {
        Line($"{key} {{");
        _depth++;
    }

    /// <summary>Closes the block opened last.</summary>
    public void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>Writes a setting whose value is HOCON already.</summary>
    public void Set(string key, string value) => Line($"{key} = {value}");

    /// <summary>Writes a setting.</summary>
    public void Set(string key, double value) => Set(key, Number(value));

    /// <summary>Writes a setting.</summary>
    public void Set(string key, long value) => Set(key, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static bool IsPlain(string word) =>
        word.Length > 0 && char.IsAsciiLetter(word[0])
        && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !double.TryParse(word, CultureInfo.InvariantCulture, out _);

    private void Line(string line) => _text.Append(' ', 2 * _depth).Append(line).Append('\n');
}
