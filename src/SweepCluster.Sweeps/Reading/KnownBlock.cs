using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Reading;

/// <summary>A block of the sweep file.</summary>
/// <param name="Path">Its path below the sweep's block.</param>
/// <param name="Keys">The keys that it may have.</param>
public sealed record KnownBlock(string Path, ImmutableArray<string> Keys)
{
    /// <summary>Whether it may have any other key, too.</summary>
    public bool TakesAny { get; init; }

    /// <summary>Whether its keys name one of several things, which a key elsewhere is not mistaken for.</summary>
    public bool IsChoice { get; init; }

    /// <summary>Whether a key belongs in it.</summary>
    public bool Has(string key) => TakesAny || Keys.Contains(key);
}
