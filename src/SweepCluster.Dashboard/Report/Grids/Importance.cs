using System.Collections.Immutable;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>How much each axis, and each pair of axes, matters for the objective.</summary>
/// <param name="Alone">The share of each axis by itself, in the order of the grid's axes.</param>
/// <param name="Pairs">The shares of pairs: what only their combination does.</param>
/// <param name="IsExact">Whether every configuration has a value; if not, the shares are estimates.</param>
/// <param name="Missing">Configurations without a result; they are left out.</param>
/// <param name="Diverged">Configurations that diverged; each counts as the worst finite value.</param>
/// <param name="IsOfLogarithm">Whether it is the objective's logarithm that is decomposed.</param>
internal sealed record Importance(
    ImmutableArray<double> Alone,
    ImmutableArray<(int First, int Second, double Share)> Pairs,
    bool IsExact,
    int Missing,
    int Diverged,
    bool IsOfLogarithm)
{
    /// <summary>What three axes and more do only together; 0 if the shares are estimates.</summary>
    public double Rest => IsExact && Alone.Sum() > 0 ? Math.Max(0, 1 - Alone.Sum() - Pairs.Sum(pair => pair.Share)) : 0;

    /// <summary>The importance of a grid's axes.</summary>
    public static Importance Of(Grid grid)
    {
        if (!grid.IsWhole)
            return new([.. grid.Axes.Select(_ => 0.0)], [], IsExact: false, 0, 0, IsOfLogarithm: false);
        var means = grid.Means();
        var diverged = grid.Diverged();
        var finite = means.Where(double.IsFinite).ToList();
        var least = finite.Exists(value => value < 0) ? (double?)null : Numbers.LeastPositive(finite);
        var worst = finite.DefaultIfEmpty(1).MaxBy(grid.Aim.Cost);
        double[] values =
            [.. means.Select((mean, i) => Place(double.IsNaN(mean) && diverged[i] ? worst : mean, least))];
        var shares = new VarianceShares([.. grid.Axes.Select(axis => axis.Count)], values);
        var axes = Enumerable.Range(0, grid.Axes.Length).ToList();
        return new Importance(
            [.. axes.Select(axis => shares.ShareOf(axis))],
            [
                .. from first in axes
                   from second in axes.Skip(first + 1)
                   select (first, second, shares.ShareOf(first, second)),
            ],
            shares.IsExact,
            shares.Missing,
            means.Where((mean, i) => double.IsNaN(mean) && diverged[i]).Count(),
            least is not null);
    }

    /// <summary>The axes, the one that matters most first; half of each interaction counts for either axis.</summary>
    public IEnumerable<int> Order() => Enumerable.Range(0, Alone.Length).OrderByDescending(Weight);

    private double Weight(int axis) =>
        Alone[axis] + Pairs.Where(pair => pair.First == axis || pair.Second == axis).Sum(pair => pair.Share) / 2;

    // As Scale has it, but not rounded. An objective of 0 has no logarithm; it counts as the least positive one.
    private static double Place(double value, double? least) =>
        least is { } positive ? Math.Log10(Math.Max(value, positive)) : value;
}
