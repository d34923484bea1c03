using System.Collections.Immutable;

namespace SweepCluster.Search.Samplers;

/// <summary>Takes every configuration of a finite search space, one after another.</summary>
/// <param name="space">The search space.</param>
public sealed class GridSampler(SearchSpace space) : ISampler
{
    private readonly ConfigurationTree _tree = new(space);

    /// <inheritdoc/>
    public bool Learns => false;

    /// <inheritdoc/>
    public ImmutableArray<SettingValue>? Suggest(long index, History history) =>
        index < _tree.Count ? _tree.At(index) : null;
}
