namespace SweepCluster.Training.Data;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
public static class NearestName
{
    /// <summary>The nearest of the candidates, case aside; null where none is near.</summary>
    /// <remarks>
    /// Near means at most a third of the letters changed, or two (in a name of one to three, half of them); the first of
    /// equals wins.
    /// </remarks>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var nearest = candidates
            .Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .DefaultIfEmpty((candidate: name, distance: int.MaxValue))
            .MinBy(pair => pair.distance);
        return nearest.distance <= Most(name) ? nearest.candidate : null;
    }

    private static int Most(string name) => name.Length < 4 ? name.Length / 2 : Math.Max(2, name.Length / 3);

    // Levenshtein's distance, one row of the table at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
