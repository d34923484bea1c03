using SweepCluster.Search;

namespace SweepCluster.Sweeps.Trials;

/// <summary>A configuration trained once.</summary>
/// <param name="Id">The configuration's index times repeats plus the repeat.</param>
/// <param name="Configuration">What is trained.</param>
/// <param name="Repeat">Which initial weights and row order, from 0.</param>
public sealed record Trial(long Id, Configuration Configuration, int Repeat)
{
    /// <summary>Its place in the training order.</summary>
    public long Place { get; init; }
}
