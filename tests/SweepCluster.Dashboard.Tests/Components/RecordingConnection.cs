using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Tests.Components;

/// <summary>Records every command and carries it out, or refuses it if it has a reason to.</summary>
internal sealed class RecordingConnection(string refusal = "") : IClusterConnection
{
    public List<SweepProtocol.IFromClient> Told { get; } = [];

    public Task<T> AskAsync<T>(
        SweepProtocol.IFromClient question, CancellationToken cancellation, Patience? patience = null)
        where T : SweepProtocol.IToClient
    {
        Told.Add(question);
        return refusal.Length > 0
            ? Task.FromException<T>(new RefusedException(refusal))
            : Task.FromResult((T)(object)new SweepProtocol.Done(((SweepProtocol.IAboutSweep)question).SweepId));
    }

    public Task SendDataAsync(string path, DataHash hash, IProgress<long>? progress, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<DataSet?> LoadDataAsync(SweepSpec spec, CancellationToken cancellation, DataLimit? limit = null) =>
        throw new NotSupportedException();
}
