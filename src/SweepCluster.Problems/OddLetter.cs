namespace SweepCluster.Problems;

/// <summary>A character that is hard to see, or is taken for another one, and what to do about it.</summary>
/// <param name="Name">What it is, with its code point.</param>
/// <param name="Advice">What to do if a number is needed.</param>
internal sealed record OddLetter(string Name, string Advice)
{
    /// <summary>The first one of a text; null if it has none.</summary>
    public static OddLetter? In(string text) =>
        Enumerable.Range(0, text.Length).Select(i => Of(text, i)).FirstOrDefault(odd => odd is not null);

    /// <summary>A text as it looks: every space the usual one, and nothing that cannot be seen.</summary>
    public static string Unseen(string text) => string.Concat(text.Select((c, i) =>
        char.IsWhiteSpace(c) ? " " : Shown.IsHidden(text, i) ? "" : c.ToString())).Trim();

    private static OddLetter? Of(string text, int at)
    {
        if (text[at] is '\u2212' or (>= '\u2010' and <= '\u2015'))
            return new OddLetter(Coded("a dash", text, at), "write a hyphen, -, in its place");
        if (!char.IsAscii(text[at]) && char.IsDigit(text, at))
            return new OddLetter(Coded("a digit of another script", text, at), "write the digits 0 to 9");
        return Shown.IsHidden(text, at) ? new OddLetter(Coded(KindOf(text[at]), text, at), "leave it out") : null;
    }

    private static string Coded(string name, string text, int at) =>
        $"{name} (U+{(char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at]):X4})";

    private static string KindOf(char c) => c switch
    {
        '\0' => "a NUL character",
        '\t' => "a tab",
        '\u00a0' => "a no-break space",
        '\u202f' => "a narrow no-break space",
        '\u200b' => "a zero-width space",
        '\ufeff' => "a byte-order mark",
        '\u00ad' => "a soft hyphen",
        _ when char.IsControl(c) => "a control character",
        _ when char.IsWhiteSpace(c) => "an unusual space",
        _ => "an invisible character",
    };
}
