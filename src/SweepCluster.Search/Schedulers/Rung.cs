using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>Where a configuration stands after the steps of a rung.</summary>
/// <param name="Index">The configuration.</param>
/// <param name="Loss">Smaller is better; null if it diverged or failed, so that it cannot go on.</param>
public readonly record struct Arrival(long Index, double? Loss)
{
    /// <summary>The better one first, of equal ones that of the smaller index; those without a loss last.</summary>
    public static IComparer<Arrival> BestFirst { get; } = Comparer<Arrival>.Create((one, other) =>
    {
        var order = (one.Loss is null).CompareTo(other.Loss is null);
        if (order == 0)
            order = one.Loss.GetValueOrDefault().CompareTo(other.Loss.GetValueOrDefault());
        return order == 0 ? one.Index.CompareTo(other.Index) : order;
    });
}

/// <summary>What is known at a rung of a cohort.</summary>
/// <param name="Arrived">The configurations that have arrived, the best first.</param>
/// <param name="GoneOn">Those of them that went on.</param>
/// <param name="IsWhole">Whether nobody else can arrive.</param>
public sealed record Rung(ImmutableSortedSet<Arrival> Arrived, ImmutableHashSet<long> GoneOn, bool IsWhole)
{
    /// <summary>Nobody has arrived.</summary>
    public static Rung Empty { get; } = new(ImmutableSortedSet.Create(Arrival.BestFirst), [], false);

    /// <summary>The best that have arrived and can go on.</summary>
    /// <param name="share">One of how many goes on.</param>
    /// <param name="fewest">At least as many.</param>
    public IEnumerable<long> Best(int share, int fewest) => Arrived
        .Take(Math.Max(Arrived.Count / share, fewest))
        .Where(arrival => arrival.Loss is not null)
        .Select(arrival => arrival.Index);
}
