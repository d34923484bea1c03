namespace SweepCluster.Search.Gaussian;

/// <summary>Which points stand for many: the best ones, and others as far from all chosen as can be.</summary>
internal static class Spreading
{
    /// <summary>The places of the chosen, in order.</summary>
    /// <param name="points">The points.</param>
    /// <param name="order">Their places from the best to the worst.</param>
    /// <param name="most">The most to choose.</param>
    public static int[] Choose(double[][] points, int[] order, int most)
    {
        if (points.Length <= most)
            return [.. Enumerable.Range(0, points.Length)];
        var chosen = order[..(most / 2)].ToList();
        var distances = new double[points.Length];
        Array.Fill(distances, double.PositiveInfinity);
        foreach (var place in chosen)
            Lower(distances, points, place);
        while (chosen.Count < most)
        {
            var farthest = Array.IndexOf(distances, distances.Max());
            chosen.Add(farthest);
            Lower(distances, points, farthest);
        }

        return [.. chosen.Order()];
    }

    private static void Lower(double[] distances, double[][] points, int place)
    {
        for (var i = 0; i < points.Length; i++)
        {
            var sum = 0.0;
            for (var c = 0; c < points[i].Length; c++)
                sum += (points[i][c] - points[place][c]) * (points[i][c] - points[place][c]);
            distances[i] = Math.Min(distances[i], sum);
        }

        // Chosen once; another one at the same place may be chosen when all are at distance 0.
        distances[place] = double.NegativeInfinity;
    }
}
