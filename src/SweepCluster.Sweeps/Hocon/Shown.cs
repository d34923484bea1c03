using System.Text;

namespace SweepCluster.Sweeps.Hocon;

/// <summary>Shows pieces of the user's text in messages of one line.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>The text on one line, a long one cut.</summary>
    public static string Plain(string text) => text.Length > Longest ? Line(text[..Longest]) + "…" : Line(text);

    /// <summary>The text on one line: control characters and lone surrogates as \uXXXX.</summary>
    public static string Line(string text)
    {
        var shown = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                shown.Append(text[i++]).Append(text[i]);
            else
                shown.Append(char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? Code(text[i]) : text[i].ToString());
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

    private static string Code(char c) => $"\\u{(int)c:x4}";
}
