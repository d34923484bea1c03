namespace SweepCluster.Problems;

/// <summary>How far two words are from one another.</summary>
public static class EditDistance
{
    private const int LongestCompared = 64;

    /// <summary>
    /// Letters to insert, remove or replace (Levenshtein); of long words, only the beginnings count.
    /// </summary>
    public static int Between(string one, string other)
    {
        var a = Beginning(one);
        var b = Beginning(other);
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    private static ReadOnlySpan<char> Beginning(string word) => word.AsSpan(0, Math.Min(word.Length, LongestCompared));
}
