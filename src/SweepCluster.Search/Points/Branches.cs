using System.Collections.Immutable;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Points;

/// <summary>The branches of a conditional space: points that agree in what others depend on.</summary>
/// <remarks>
/// Left to itself, a sampler settles on the branch whose first points were best and never learns how good another one
/// could become. So every third configuration goes to the branch with fewest of them, other than the best point's, and
/// is measured against the best of its own branch.
/// </remarks>
internal sealed class Branches
{
    private const int Turn = 3;

    private readonly ImmutableArray<int> _parents;

    /// <summary>The branches of a space.</summary>
    public Branches(UnitSpace space) => _parents = space.Parents;

    /// <summary>Whether a configuration goes to a branch other than the best point's.</summary>
    public bool HasTurn(long index) => !_parents.IsEmpty && index % Turn == Turn - 1;

    /// <summary>What the points of a branch, and no others, have in common.</summary>
    public ulong Of(double[] point)
    {
        var key = 0UL;
        foreach (var parent in _parents)
            key = RandomStream.Mix(key + BitConverter.DoubleToUInt64Bits(point[parent]) + 1);
        return key;
    }

    /// <summary>The branch with fewest of the points tried, other than the best point's; null if none.</summary>
    /// <param name="points">Points of the branches to choose from.</param>
    /// <param name="tried">Points tried.</param>
    /// <param name="best">The best point.</param>
    public ulong? LeastTried(IEnumerable<double[]> points, IReadOnlyCollection<double[]> tried, double[] best)
    {
        var counts = tried.CountBy(Of).ToDictionary();
        return points.Select(Of).Where(branch => branch != Of(best))
            .Select(branch => (ulong?)branch)
            .MinBy(branch => counts.GetValueOrDefault(branch!.Value));
    }
}
