
namespace SweepCluster.Problems;

/// <summary>Finds the word that was probably meant.</summary>
public static class Nearest
{
    private const int ShortestPart = 4;
    private const int OfPart = 1;
    private const int OfAbbreviation = 2;

    /// <summary>The candidate with the fewest letters to change; the first of several.</summary>
    public static string To(string word, IEnumerable<string> candidates) => candidates.MinBy(c => Distance(word, c))!;

    /// <summary>How far one word is from another, not counting case and <c>_</c> for <c>-</c>.</summary>
    /// <remarks>
    /// Letters to insert, remove or replace. A part of the other word, or its beginning, counts as one; an
    /// abbreviation, such as lr for learning-rate, and a word that has the other as its part count as two.
    /// </remarks>
    public static int Distance(string one, string other)
    {
        var (a, b) = (Plain(one), Plain(other));
        if (a != b && (IsPart(a, b) || IsBeginning(a, b)))
            return OfPart;
        var edits = EditDistance.Between(a, b);
        return IsPart(b, a) || IsAbbreviation(a, b) ? Math.Min(edits, OfAbbreviation) : edits;
    }

    private static bool IsPart(string a, string b) =>
        a.Length >= ShortestPart && b.Contains(a, StringComparison.Ordinal);

    private static bool IsBeginning(string a, string b) => a.Length > 1 && b.StartsWith(a, StringComparison.Ordinal);

    // The first letter and others of the word, in its order.
    private static bool IsAbbreviation(string a, string b)
    {
        var found = 0;
        foreach (var letter in b)
            found += found < a.Length && a[found] == letter ? 1 : 0;
        return a.Length > 1 && b.Length > 0 && a[0] == b[0] && found == a.Length;
    }

    private static string Plain(string word) => word.Replace('_', '-').ToLowerInvariant();
}
