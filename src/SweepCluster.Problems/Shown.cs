using System.Globalization;
using System.Text;

namespace SweepCluster.Problems;

/// <summary>Shows pieces of somebody's text in messages of one line.</summary>
public static class Shown
{
    private const int Longest = 60;

    // Letters and marks by their category, but invisible.
    private const string Blank = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0";

    /// <summary>The text on one line, a long one cut.</summary>
    public static string Plain(string text)
    {
        var start = Start(text, Longest);
        return start.Length == text.Length ? Line(text) : $"{Line(start)}…";
    }

    /// <summary>The first characters of a text, without half of one at the end.</summary>
    public static string Start(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>The last characters of a text, without half of one at the beginning.</summary>
    public static string End(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        return text[^(char.IsLowSurrogate(text[^longest]) ? longest - 1 : longest)..];
    }

    /// <summary>The text on one line: what controls a terminal or cannot be seen as \uXXXX.</summary>
    /// <remarks>
    /// These are control, format and direction characters, separators of lines, every space but the usual one, and lone
    /// surrogates. Applied again, it changes nothing.
    /// </remarks>
    public static string Line(string text)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var isHidden = IsHidden(text, i);
            foreach (var c in text.AsSpan(i, length))
                shown.Append(isHidden ? Code(c) : c.ToString());
            i += length - 1;
        }

        return shown.ToString();
    }

    /// <summary>The text in double quotes, as HOCON would have it.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else
                quoted.Append(char.IsControl(c) || char.IsSurrogate(c) ? Code(c) : c.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Whether nobody would see the character at a place for what it is.</summary>
    internal static bool IsHidden(string text, int at) => text[at] is < ' ' or > '~'
        && (Blank.Contains(text[at]) || CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.Surrogate);

    private static string Code(char c) => $"\\u{(int)c:x4}";
}
