using Microsoft.Extensions.Hosting;

namespace SweepCluster.Cluster.Node;

/// <summary>Leaves signals to the command.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
