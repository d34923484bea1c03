using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Trials;

/// <summary>The GPUs of a machine, shared by all that runs there side by side.</summary>
public interface IGpuPool
{
    /// <summary>Takes some, and waits while others have them.</summary>
    /// <param name="count">How many; no more than there are.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TryElsewhereException">There are never so many here.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    IGpuShare Take(int count, CancellationToken cancellation);
}

/// <summary>GPUs that are one trial's until this is disposed.</summary>
public interface IGpuShare : IDisposable
{
    /// <summary>Their numbers, or what else CUDA_VISIBLE_DEVICES calls them.</summary>
    ImmutableArray<string> Names { get; }
}
