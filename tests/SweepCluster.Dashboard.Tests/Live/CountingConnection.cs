using System.Collections.Concurrent;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Tests.Live;

/// <summary>A connection that records what is asked, and that can be cut.</summary>
internal sealed class CountingConnection(IClusterConnection inner) : IClusterConnection
{
    public ConcurrentQueue<SweepProtocol.IFromClient> Questions { get; } = [];

    public bool IsCut { get; set; }

    public Task<T> AskAsync<T>(
        SweepProtocol.IFromClient question, CancellationToken cancellation, Patience? patience = null)
        where T : SweepProtocol.IToClient
    {
        Questions.Enqueue(question);
        return IsCut
            ? throw new NoClusterException("no coordinator answers")
            : inner.AskAsync<T>(question, cancellation, patience);
    }

    public Task SendDataAsync(string path, DataHash hash, IProgress<long>? progress, CancellationToken cancellation) =>
        inner.SendDataAsync(path, hash, progress, cancellation);

    public Task<DataSet?> LoadDataAsync(SweepSpec spec, CancellationToken cancellation, DataLimit? limit = null) =>
        inner.LoadDataAsync(spec, cancellation, limit);
}
