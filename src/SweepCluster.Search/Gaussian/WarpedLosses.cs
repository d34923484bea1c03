using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Gaussian;

/// <summary>Losses made fit for a Gaussian process.</summary>
/// <remarks>
/// Those below the median keep their distances; of those above it only the rank counts, as a normal deviate (Song et
/// al., arXiv 2408.11527, section 3): how bad the bad ones are says little about where the best is. Without a loss is
/// worst. The mean is 0, the variance 1.
/// </remarks>
internal static class WarpedLosses
{
    /// <summary>The warped losses.</summary>
    /// <param name="losses">Losses, at least one of them finite; infinite if there is none.</param>
    public static double[] Of(double[] losses)
    {
        var sorted = losses.Where(double.IsFinite).Order().ToArray();
        var median = 0.5 * sorted[(sorted.Length - 1) / 2] + 0.5 * sorted[sorted.Length / 2];
        // Halved, so that no difference overflows.
        var reach = 0.5 * median - 0.5 * sorted[0];
        double Below(double loss) => reach > 0 ? (0.5 * loss - 0.5 * median) / reach : 0;
        var (squares, good) = (0.0, 0);
        foreach (var loss in sorted.TakeWhile(loss => loss <= median))
            (squares, good) = (squares + Below(loss) * Below(loss), good + 1);
        var deviation = squares > 0 ? Math.Sqrt(squares / good) : 1;
        return Standardized(
            [.. losses.Select(loss => loss <= median ? Below(loss) : deviation * Rank(loss, sorted, losses.Length))]);
    }

    // Equal losses have the same rank, in the middle of theirs.
    private static double Rank(double loss, double[] sorted, int count)
    {
        var (first, last) = double.IsFinite(loss)
            ? (Bound(sorted, loss, orEqual: false), Bound(sorted, loss, orEqual: true))
            : (sorted.Length, count);
        return Normal.Quantile(Math.Clamp((first + last) / 2.0 / count, 0.5, 1 - 1e-9));
    }

    // How many are below a loss.
    private static int Bound(double[] sorted, double loss, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < loss || (orEqual && sorted[middle] == loss))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static double[] Standardized(double[] values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        var deviation = squares > 0 ? Math.Sqrt(squares / values.Length) : 1;
        return Array.ConvertAll(values, value => (value - mean) / deviation);
    }
}
