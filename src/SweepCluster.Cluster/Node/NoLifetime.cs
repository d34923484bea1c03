using Microsoft.Extensions.Hosting;

namespace SweepCluster.Cluster.Node;

/// <summary>A host's lifetime that ignores signals: the command handles them.</summary>
public sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
