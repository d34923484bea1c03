using System.Collections.Immutable;

namespace SweepCluster.Search.Samplers;

/// <summary>Proposes configurations of a search space, one after another.</summary>
/// <remarks>
/// What it proposes depends on nothing but the space, the seed and the arguments, to the last bit and on every machine.
/// It may keep what it has worked out. Safe for any number of threads.
/// </remarks>
public interface ISampler
{
    /// <summary>Whether it looks at results; one that does not can propose far ahead.</summary>
    bool Learns { get; }

    /// <summary>
    /// The values of a configuration, one per parameter in the space's order; null if the space has no configuration
    /// left that was not proposed.
    /// </summary>
    /// <param name="index">Which configuration, from 0.</param>
    /// <param name="history">The configurations before it; those that are not the sampler's own come first.</param>
    ImmutableArray<SettingValue>? Suggest(long index, History history);
}
