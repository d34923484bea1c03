using System.Collections.Immutable;

namespace SweepCluster.Search.Gaussian;

/// <summary>What a Gaussian process takes for granted: how smooth values are, and how noisy.</summary>
/// <param name="Lengths">A length scale per parameter.</param>
/// <param name="Signal">The variance of values.</param>
/// <param name="Noise">The variance of what is seen around them.</param>
internal sealed record ProcessShape(ImmutableArray<double> Lengths, double Signal, double Noise);
