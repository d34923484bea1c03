using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Client;

/// <summary>Asks the coordinator of a process that runs one sweep on a cluster of its own.</summary>
/// <param name="coordinator">The coordinator, or the proxy that finds it.</param>
/// <param name="data">The sweep's data.</param>
public sealed class LocalConnection(IActorRef coordinator, DataSet? data) : IClusterConnection
{
    // An answer may take a while on a machine that trains on all cores; pages ask again anyway.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<T> AskAsync<T>(
        SweepProtocol.IFromClient question, CancellationToken cancellation, Patience? patience = null)
        where T : SweepProtocol.IToClient
    {
        if (question is SweepProtocol.SubmitSweep)
            throw TakesNone;
        try
        {
            var within = patience?.Silence ?? Longest;
            return ClusterAnswer.As<T>(
                await coordinator.Ask<object>(question, within, cancellation).ConfigureAwait(false));
        }
        catch (AskTimeoutException)
        {
            throw new NoClusterException("the sweep's own coordinator does not answer; has its run ended?");
        }
    }

    /// <inheritdoc/>
    public Task SendDataAsync(string path, DataHash hash, IProgress<long>? progress, CancellationToken cancellation) =>
        throw TakesNone;

    /// <inheritdoc/>
    public Task<DataSet?> LoadDataAsync(SweepSpec spec, CancellationToken cancellation, DataLimit? limit = null) =>
        Task.FromResult(data);

    private static RefusedException TakesNone =>
        new("'sweep run' trains its one sweep and takes no other; start a cluster with 'sweep coordinator' for that");
}
