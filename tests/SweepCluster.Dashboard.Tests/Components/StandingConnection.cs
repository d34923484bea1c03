using System.Collections.Immutable;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Tests.Components;

/// <summary>A cluster with fixed sweeps and nodes; without sweeps it does not answer.</summary>
internal sealed class StandingConnection(
    ImmutableArray<SweepStatus>? sweeps, params ImmutableArray<NodeStatus> nodes) : IClusterConnection
{
    /// <summary>The sweeps; null while it does not answer.</summary>
    public ImmutableArray<SweepStatus>? Sweeps { get; set; } = sweeps;

    public Task<T> AskAsync<T>(
        SweepProtocol.IFromClient question, CancellationToken cancellation, Patience? patience = null)
        where T : SweepProtocol.IToClient => Sweeps is not { } known
        ? Task.FromException<T>(new NoClusterException("no coordinator answers at 10.0.0.1:4053"))
        : Task.FromResult((T)(object)(question is SweepProtocol.ListNodes
            ? new SweepProtocol.NodeList(nodes)
            : new SweepProtocol.SweepList(known)));

    public Task SendDataAsync(string path, DataHash hash, IProgress<long>? progress, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<DataSet?> LoadDataAsync(SweepSpec spec, CancellationToken cancellation, DataLimit? limit = null) =>
        throw new NotSupportedException();
}
