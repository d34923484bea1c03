namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    private const int LongestCompared = 64;
    private const int ShortestPart = 4;

    /// <summary>The candidate with the fewest letters to change; the first of several.</summary>
    public static string To(string word, IEnumerable<string> candidates) => candidates.MinBy(c => Distance(word, c))!;

    /// <summary>How far one word is from another, not counting case and <c>_</c> for <c>-</c>.</summary>
    /// <remarks>Letters to insert, remove or replace (Levenshtein); a part of the other word counts as one.</remarks>
    public static int Distance(string one, string other)
    {
        var (a, b) = (Plain(one), Plain(other));
        var isPart = a != b && a.Length >= ShortestPart && b.Contains(a, StringComparison.Ordinal);
        return isPart ? 1 : Levenshtein(a, b);
    }

    private static int Levenshtein(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j - 1], row[j]));
            }
        }

        return row[^1];
    }

    private static string Plain(string word) =>
        word[..Math.Min(word.Length, LongestCompared)].Replace('_', '-').ToLowerInvariant();
}
