using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Client;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Client;

/// <summary>Asks a cluster from outside it.</summary>
/// <remarks>
/// A question that is not answered, because a coordinator just went or a message was lost, is asked again; every command
/// of <see cref="SweepProtocol"/> may be.
/// </remarks>
public sealed class ClusterConnection : IClusterConnection, IAsyncDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly ActorSystem _system;
    private readonly IActorRef _client;
    private readonly ImmutableArray<NodeAddress> _coordinators;
    private readonly TimeSpan _patience;

    /// <summary>Opens a connection; nothing is said before the first question.</summary>
    /// <param name="settings">Where coordinators are, and how to reach them.</param>
    /// <param name="patience">How long a question may stay without an answer.</param>
    /// <exception cref="InvalidInputException">What should protect the connection is not safe or not complete.</exception>
    public ClusterConnection(NodeSettings settings, TimeSpan patience)
    {
        (_coordinators, _patience) = (settings.Coordinators, patience);
        var security = TransportSecurity.Configure(settings.Transport);
        _system = security.Start("sweep-client", ClientConfiguration.For(settings));
        var contacts = _coordinators
            .Select(a => ActorPath.Parse($"{security.Protocol}://{ClusterNode.SystemName}@{a}/system/receptionist"))
            .ToImmutableHashSet();
        _client = _system.ActorOf(
            ClusterClient.Props(ClusterClientSettings.Create(_system).WithInitialContacts(contacts)), "client");
    }

    /// <inheritdoc/>
    public async Task<T> AskAsync<T>(
        SweepProtocol.IFromClient question, CancellationToken cancellation, TimeSpan? patience = null)
        where T : SweepProtocol.IToClient
    {
        var answer = await AskAsync(question, patience ?? _patience, outwaits: patience is not null, cancellation)
            .ConfigureAwait(false);
        return ClusterAnswer.As<T>(answer);
    }

    /// <inheritdoc/>
    public async Task SendDataAsync(
        string path, DataHash hash, IProgress<long>? progress, CancellationToken cancellation)
    {
        var sender = new DataSender(AskGatewayAsync);
        try
        {
            await sender.SendAsync(path, hash, progress, cancellation).ConfigureAwait(false);
        }
        catch (DataRefusedException refused)
        {
            throw new RefusedException(refused.Message);
        }
        catch (DataUnavailableException unavailable)
        {
            throw new NoClusterException(unavailable.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<DataSet> LoadDataAsync(SweepSpec spec, CancellationToken cancellation, DataLimit? limit = null)
    {
        using var folder = ScratchFolder.ForFetched();
        try
        {
            using var cache = new DataCache(
                folder.Path, DataTransfer.MostBytes, () => [AskGatewayAsync], TimeProvider.System);
            return await SweepData.LoadAsync(spec, cache, cancellation, limit).ConfigureAwait(false);
        }
        catch (DataUnavailableException unavailable)
        {
            throw new NoClusterException(unavailable.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _system.Terminate().ConfigureAwait(false);

    private Task<object> AskGatewayAsync(object message, TimeSpan within) =>
        _client.Ask<object>(new ClusterClient.Send(SweepGateway.Path, message, localAffinity: true), within);

    private async Task<object> AskAsync(
        object question, TimeSpan patience, bool outwaits, CancellationToken cancellation)
    {
        SweepProtocol.SweepInterrupted? trouble = null;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(patience);
        while (true)
        {
            try
            {
                var answer = await _client.Ask<object>(
                    new ClusterClient.Send(SweepGateway.Path, question, localAffinity: true), AskAgain, waiting.Token)
                    .ConfigureAwait(false);
                trouble = outwaits && answer is SweepProtocol.SweepInterrupted { IsDamaged: false } passing ? passing : null;
                if (trouble is null)
                    return answer;
                await Task.Delay(AskAgain, waiting.Token).ConfigureAwait(false);
            }
            catch (AskTimeoutException)
            {
                // Asked again.
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                if (trouble is not null)
                    return trouble;
                throw new NoClusterException(
                    $"no coordinator answers at {string.Join(", ", _coordinators)}; is one running there, and may this machine reach it?");
            }
        }
    }
}
