namespace SweepCluster.Problems;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
public static class NearestName
{
    /// <summary>The nearest of the candidates, case aside; null if none is near.</summary>
    /// <remarks>
    /// Near means at most a third of the letters changed, or two (in a name of one to three, half of them); the first
    /// of equals wins.
    /// </remarks>
    public static string? Of(string name, IEnumerable<string> candidates) =>
        Of(name, candidates, 1).FirstOrDefault(nearest => Distance(name, nearest) <= Most(name));

    /// <summary>The nearest of the candidates, case aside, the nearest first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="candidates">What it can have been meant to be; the first of equals comes first.</param>
    /// <param name="count">How many, at most.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates, int count) =>
        [.. candidates.OrderBy(candidate => Distance(name, candidate)).Take(count)];

    private static int Most(string name) => name.Length < 4 ? name.Length / 2 : Math.Max(2, name.Length / 3);

    private static int Distance(string name, string candidate) =>
        EditDistance.Between(name.ToUpperInvariant(), candidate.ToUpperInvariant());
}
