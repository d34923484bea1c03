using System.Text;

namespace SweepCluster.Sweeps.Hocon;

/// <summary>Shows pieces of the user's text in messages of one line.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>The text on one line, control characters as \uXXXX, a long text cut.</summary>
    public static string Plain(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Longest)))
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) && text.Length > Longest ? $"\\u{(int)c:x4}" : c);
        return text.Length > Longest ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>The text in double quotes, as HOCON would have it.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString());
        return quoted.Append('"').ToString();
    }
}
