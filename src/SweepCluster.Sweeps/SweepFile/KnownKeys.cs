using System.Collections.Immutable;
using SweepCluster.Sweeps.Space;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Every key that a sweep file may have, by block.</summary>
internal static class KnownKeys
{
    private const int TooFar = 3;

    private static readonly ImmutableArray<(string Path, ImmutableArray<string> Keys)> Blocks =
    [
        ("", ["sweep"]),
        ("sweep", ["name", "seed", "repeats", "objective", "dataset", "model", "training", "search-space",
            "sampler", "trials", "scheduler", "stop"]),
        ("sweep.dataset", ["synthetic", "csv", "series", "validation", "standardize"]),
        ("sweep.dataset.synthetic", ["target", "rows", "features", "noise"]),
        ("sweep.dataset.csv", ["path", "features", "target"]),
        ("sweep.dataset.series", ["path", "column", "window", "horizon"]),
        ("sweep.model", ["units", "use-bias", "kernel-initializer", "bias-initializer"]),
        ("sweep.training", SettingNames.Keys.Words),
        ("sweep.search-space", SettingNames.Keys.Words),
        ("sweep.stop", ["max-time", "goal", "max-failures"]),
    ];

    private static readonly ImmutableArray<string> AxisKeys = ["choice", "uniform", "log-uniform", "count"];

    /// <summary>The keys of a block; those of an axis for any block inside the search space.</summary>
    public static ImmutableArray<string> Of(string block) =>
        Blocks.FirstOrDefault(b => b.Path == block) is { Keys.IsDefault: false } known ? known.Keys : AxisKeys;

    /// <summary>What to say of a key that its block does not know.</summary>
    public static string Refusal(string block, string key)
    {
        var own = Nearest.To(key, Of(block));
        var distance = Nearest.Distance(key, own);
        var others = Blocks
            .Where(b => b.Path != block && b.Path.Length > 0)
            .Select(b => (b.Path, Key: Nearest.To(key, b.Keys)))
            .MinBy(b => Nearest.Distance(key, b.Key));
        var elsewhere = Nearest.Distance(key, others.Key);
        // Of a short word, a few letters are all.
        var isFar = distance > Math.Min(TooFar, key.Length - 1);
        return isFar && elsewhere < Math.Min(TooFar, distance)
            ? $"no such key here: write it as {others.Path}.{others.Key}"
            : $"no such key: the nearest is {own}";
    }
}
