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
    /// <param name="more">More blocks, by their full paths.</param>
    public KnownKeys(
        ImmutableArray<KnownBlock> own, IParameterRules parameters, ImmutableArray<KnownBlock> more) => _blocks =
    [
        new("", ["sweep"]),
        new("sweep",
        [
            "name", "seed", "repeats", "objective",
            .. own.Select(block => block.Path).Where(path => !path.Contains('.')),
            "search-space", "sampler", "trials", "parallel", "points", "scheduler", "stop",
        ]),
        .. own.Select(block => block with { Path = $"sweep.{block.Path}" }),
        new("sweep.objective", ["metric", "direction"]),
        new("sweep.search-space", parameters.Names) { TakesAny = parameters.TakesAny },
        new("sweep.stop", ["max-time", "goal", "max-failures"]),
        .. more,
    ];

    private static readonly KnownBlock Axis =
        new("", ["choice", "uniform", "log-uniform", "integer", "log-integer", "count", "step", "when"]);

    /// <summary>Whether a key belongs in a block.</summary>
    public bool Has(string block, string key) => Of(block).Has(key);

    /// <summary>What to say of a key that its block does not know.</summary>
    public string Refusal(string block, string key)
    {
        var keys = Of(block).Keys;
        var own = keys.IsEmpty ? null : Nearest.To(key, keys);
        var distance = own is null ? int.MaxValue : Nearest.Distance(key, own);
        var others = _blocks
            .Where(b => b.Path != block && b.Path.Length > 0 && !b.Keys.IsEmpty && !b.IsChoice)
            .Select(b => (b.Path, Key: Nearest.To(key, b.Keys)))
            .MinBy(b => Nearest.Distance(key, b.Key));
        var elsewhere = Nearest.Distance(key, others.Key);
        // A few letters may be all of a short word.
        var isFar = distance > Math.Min(TooFar, key.Length - 1);
        return isFar && elsewhere < Math.Min(TooFar, distance)
            ? $"no such key here: write it as {others.Path}.{others.Key}"
            : own is null ? "no such key: leave it out" : $"no such key: the nearest is {own}";
    }
    // Any block inside the search space is an axis.
    private KnownBlock Of(string block) => _blocks.FirstOrDefault(known => known.Path == block) ?? Axis;
}
