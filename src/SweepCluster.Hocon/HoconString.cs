using System.Globalization;
using System.Text;
using SweepCluster.Problems;

namespace SweepCluster.Hocon;

/// <summary>Reads what stands between double quotes.</summary>
internal static class HoconString
{
    /// <summary>How to write a backslash that is meant as one.</summary>
    public const string RightBackslash = @"write \\ for a backslash, or / between folders";

    /// <summary>The string that begins at <paramref name="at"/>, after its quote; null if it is wrong.</summary>
    /// <param name="source">The whole text.</param>
    /// <param name="at">Moves past the closing quote, or to the end of the line.</param>
    /// <param name="problem">What is wrong, if anything.</param>
    public static string? Read(string source, ref int at, out string? problem)
    {
        problem = null;
        var text = new StringBuilder();
        for (; at < source.Length && source[at] is not ('"' or '\n'); at++)
        {
            if (source[at] != '\\')
                text.Append(source[at]);
            else if (Escape(source, ref at) is { } c)
                text.Append(c);
            else
                problem ??= $"'\\{Shown.Plain(source.Substring(at, at < source.Length ? 1 : 0).Trim())}' is no escape: "
                    + RightBackslash;
            if (at >= source.Length || source[at] == '\n')
                break;
        }

        if (at < source.Length && source[at] == '"')
            at++;
        else
            problem = "the string is not closed: add its '\"' on the same line";
        return problem is null ? text.ToString() : null;
    }

    // Leaves `at` on the last character of the escape.
    private static char? Escape(string source, ref int at)
    {
        at++;
        if (at >= source.Length)
            return null;
        if (source[at] == 'u')
            return Unicode(source, ref at);
        return source[at] switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
    }

    private static char? Unicode(string source, ref int at)
    {
        if (at + 4 >= source.Length || !ushort.TryParse(
            source.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return null;
        at += 4;
        return (char)code;
    }
}
