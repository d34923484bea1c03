using System.Collections.Immutable;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Samplers;

/// <summary>The configurations that were proposed.</summary>
internal sealed class Proposed
{
    private readonly HashSet<ulong> _hashes;

    private Proposed(HashSet<ulong> hashes) => _hashes = hashes;

    /// <summary>Those of a history.</summary>
    public static Proposed Of(History history)
    {
        var hashes = new HashSet<ulong>(history.Count);
        for (var i = 0; i < history.Count; i++)
            hashes.Add(ConfigurationHash.Of(history[i]));
        return new Proposed(hashes);
    }

    /// <summary>Whether a configuration is among them.</summary>
    public bool Contains(ImmutableArray<SettingValue> values) => _hashes.Contains(ConfigurationHash.Of(values));
}
