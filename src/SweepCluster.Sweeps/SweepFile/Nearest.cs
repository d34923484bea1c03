namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    private const int LongestCompared = 64;

    /// <summary>The candidate with the fewest letters to change; the first of several.</summary>
    public static string To(string word, IEnumerable<string> candidates) => candidates.MinBy(c => Distance(word, c))!;

    /// <summary>Letters to insert, remove or replace (Levenshtein), not counting case and <c>_</c> for <c>-</c>.</summary>
    public static int Distance(string one, string other)
    {
        var (a, b) = (Plain(one), Plain(other));
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
