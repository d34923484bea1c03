using System.Collections.Immutable;
using SweepCluster.Problems;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Every key that a sweep file may have, by block.</summary>
public sealed class KnownKeys
{
    private const int TooFar = 3;

    private readonly ImmutableArray<KnownBlock> _blocks;

    /// <summary>The keys of a file.</summary>
    /// <param name="own">The blocks of its kind of objective.</param>
    /// <param name="parameters">What may be an axis of its search space.</param>
    public KnownKeys(ImmutableArray<KnownBlock> own, ImmutableArray<string> parameters) => _blocks =
    [
        new("", ["sweep"]),
        new("sweep",
        [
            "name", "seed", "repeats", "objective",
            .. own.Select(block => block.Path).Where(path => !path.Contains('.')),
            "search-space", "sampler", "trials", "scheduler", "stop",
        ]),
        .. own.Select(block => block with { Path = $"sweep.{block.Path}" }),
        new("sweep.search-space", parameters),
        new("sweep.stop", ["max-time", "goal", "max-failures"]),
    ];

    private static readonly ImmutableArray<string> AxisKeys = ["choice", "uniform", "log-uniform", "count"];

    /// <summary>The keys of a block; those of an axis for any block inside the search space.</summary>
    public ImmutableArray<string> Of(string block) =>
        _blocks.FirstOrDefault(known => known.Path == block)?.Keys ?? AxisKeys;

    /// <summary>What to say of a key that its block does not know.</summary>
    public string Refusal(string block, string key)
    {
        var own = Nearest.To(key, Of(block));
        var distance = Nearest.Distance(key, own);
        var others = _blocks
            .Where(b => b.Path != block && b.Path.Length > 0)
            .Select(b => (b.Path, Key: Nearest.To(key, b.Keys)))
            .MinBy(b => Nearest.Distance(key, b.Key));
        var elsewhere = Nearest.Distance(key, others.Key);
        // A few letters may be all of a short word.
        var isFar = distance > Math.Min(TooFar, key.Length - 1);
        return isFar && elsewhere < Math.Min(TooFar, distance)
            ? $"no such key here: write it as {others.Path}.{others.Key}"
            : $"no such key: the nearest is {own}";
    }
}
