using System.Collections.Immutable;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Samplers;

/// <summary>The configurations at a sequence of points, each once, as long as the search space has any.</summary>
/// <remarks>
/// The sequence itself depends on the points alone. It is worked out as far as it is asked for, and kept as the
/// number of the point that each configuration lies at. Safe for any number of threads.
/// </remarks>
/// <param name="space">The search space.</param>
/// <param name="point">The points of the unit cube.</param>
internal sealed class DistinctConfigurations(SearchSpace space, Func<long, double[]> point)
{
    /// <summary>How many configurations at the beginning of a history may not be a sampler's own.</summary>
    public const int MostGiven = 4096;

    // Where this many points in a row lie at configurations that were there before, few are left: they are looked for.
    private const int MostInVain = 64;

    private readonly ConfigurationTree _tree = new(space);
    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _known = [];

    // Per configuration the number of its point; below 0 the complement of its index among all configurations.
    private readonly List<long> _sources = [];

    private long _nextPoint;
    private long _nextRest;

    /// <summary>The configuration at an index, none of those that were given; null if none is left.</summary>
    /// <remarks>
    /// Given configurations stand at the first indices. One that meets a given configuration is replaced by that which
    /// the given one stands in for. So no two indices have the same.
    /// </remarks>
    public ImmutableArray<SettingValue>? At(long index, History history)
    {
        var found = At(index);
        while (found is { } values && Given(values, index, history) is { } stead)
            found = At(stead);
        return found ?? FirstNotIn(history, index);
    }

    /// <summary>
    /// The configuration at an index if a history does not have it, else the first that it does not have; null if it
    /// has them all.
    /// </summary>
    public ImmutableArray<SettingValue>? FirstNotIn(History history, long index)
    {
        var proposed = Proposed.Of(history);
        if (At(index) is { } own && !proposed.Contains(own))
            return own;
        for (var i = 0L; At(i) is { } values; i++)
        {
            if (!proposed.Contains(values))
                return values;
        }

        return null;
    }

    /// <summary>The configuration at an index of the sequence; null if it has fewer.</summary>
    public ImmutableArray<SettingValue>? At(long index)
    {
        lock (_lock)
        {
            while (_sources.Count <= index)
            {
                if (NextSource() is not { } next)
                    return null;
                _sources.Add(next);
            }

            return Of(_sources[(int)index]);
        }
    }

    private static int? Given(ImmutableArray<SettingValue> values, long index, History history)
    {
        var end = Math.Min(Math.Min(MostGiven, history.Count), index);
        for (var i = 0; i < end; i++)
        {
            if (history[i].AsSpan().SequenceEqual(values.AsSpan()))
                return i;
        }

        return null;
    }

    private long? NextSource()
    {
        for (var i = 0; i < MostInVain; i++)
        {
            if (_known.Add(ConfigurationHash.Of(Of(_nextPoint++))))
                return _nextPoint - 1;
        }

        while (_nextRest < (_tree.Count ?? 0))
        {
            if (_known.Add(ConfigurationHash.Of(Of(~_nextRest++))))
                return ~(_nextRest - 1);
        }

        return _tree.Count is null ? _nextPoint++ : null;
    }

    private ImmutableArray<SettingValue> Of(long source) => source >= 0 ? _tree.At(point(source)) : _tree.At(~source);
}
