namespace SweepCluster.Search.Samplers;

/// <summary>A kind of sampler.</summary>
/// <param name="Word">As sweep files write it.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Learns">Whether it looks at results.</param>
/// <param name="Make">Makes one for a search space, a seed and a number of trials.</param>
public sealed record SamplerKind(
    string Word, string Summary, bool Learns, Func<SearchSpace, long, long, ISampler> Make);
