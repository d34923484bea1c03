using Akka.Actor;
using Akka.Cluster.Tools.Client;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Data;
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
    private readonly ClusterEntrance _entrance;
    private readonly TimeSpan _patience;

    /// <summary>Opens a connection; nothing is said before the first question.</summary>
    /// <param name="settings">Where coordinators are, and how to reach them.</param>
    /// <param name="patience">How long a question may stay without an answer.</param>
    /// <exception cref="InvalidInputException">What should protect the connection is not safe or not complete.</exception>
    public ClusterConnection(NodeSettings settings, TimeSpan patience)
    {
        _patience = patience;
        var security = TransportSecurity.Configure(settings.Transport);
        _system = security.Start("sweep-client", ClientConfiguration.For(settings));
        _entrance = new ClusterEntrance(_system, security, settings.Coordinators);
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
    public async Task<DataSet> LoadDataAsync(SweepSpec spec, CancellationToken cancellation)
    {
        return await FetchAsync(cache => SweepData.LoadAsync(spec, cache, cancellation)).ConfigureAwait(false);
    }

    /// <summary>Brings a data file from the cluster, whole or not at all.</summary>
    /// <param name="hash">Of its bytes.</param>
    /// <param name="path">Where to put it; nothing is there.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    /// <exception cref="NoClusterException">No coordinator answers, or none has the data.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Task BringDataAsync(DataHash hash, string path, CancellationToken cancellation) => FetchAsync(async cache =>
    {
        using var data = await cache.GetAsync(hash, cancellation).ConfigureAwait(false);
        var part = $"{path}.sweep-part";
        try
        {
            File.Copy(data.Path, part, overwrite: true);
            File.Move(part, path);
        }
        finally
        {
            File.Delete(part);
        }

        return true;
    });

    private async Task<T> FetchAsync<T>(Func<DataCache, Task<T>> fetch)
    {
        var folder = Directory.CreateTempSubdirectory("sweep-data-");
        try
        {
            using var cache = new DataCache(
                folder.FullName, DataTransfer.MostBytes, () => [AskGatewayAsync], TimeProvider.System);
            return await fetch(cache).ConfigureAwait(false);
        }
        catch (DataUnavailableException unavailable)
        {
            throw new NoClusterException(unavailable.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _entrance.Dispose();
        await _system.Terminate().ConfigureAwait(false);
    }

    private async Task<object> AskGatewayAsync(object message, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            return await AskGatewayAsync(message, within, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new AskTimeoutException("No coordinator was found in time.");
        }
    }

    private async Task<object> AskGatewayAsync(object message, TimeSpan within, CancellationToken cancellation)
    {
        var client = await _entrance.ClientAsync(cancellation).ConfigureAwait(false);
        return await client.Ask<object>(new ClusterClient.Send(SweepGateway.Path, message, localAffinity: true), within, cancellation)
            .ConfigureAwait(false);
    }

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
                var answer = await AskGatewayAsync(question, AskAgain, waiting.Token).ConfigureAwait(false);
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
                throw new NoClusterException(await _entrance.TroubleAsync(cancellation).ConfigureAwait(false));
            }
        }
    }
}
