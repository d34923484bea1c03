using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster.Tools.Client;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Client;

/// <summary>Asks a cluster from outside it.</summary>
/// <remarks>
/// Asks again if there is no answer, because a coordinator has just left or a message was lost: every command of
/// <see cref="SweepProtocol"/> may be repeated.
/// </remarks>
public sealed class ClusterConnection : IClusterConnection, IAsyncDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly ActorSystem _system;
    private readonly ClusterEntrance _entrance;
    private readonly Patience _patience;

    /// <summary>Opens a connection; sends nothing before the first question.</summary>
    /// <param name="settings">Where coordinators are, and how to reach them.</param>
    /// <param name="patience">How long questions wait unless they say otherwise.</param>
    /// <exception cref="InvalidInputException">The TLS settings are unsafe or incomplete.</exception>
    public ClusterConnection(NodeSettings settings, Patience patience)
    {
        _patience = patience;
        var security = TransportSecurity.Configure(settings.Transport);
        _system = security.Start("sweep-client", ClientConfiguration.For(settings));
        _entrance = new ClusterEntrance(_system, security, settings.Coordinators);
    }

    /// <inheritdoc/>
    public async Task<T> AskAsync<T>(
        SweepProtocol.IFromClient question, CancellationToken cancellation, Patience? patience = null)
        where T : SweepProtocol.IToClient
    {
        var (answer, wasAskedTwice) = await AskAsync(question, patience ?? _patience, cancellation)
            .ConfigureAwait(false);
        return ClusterAnswer.As<T>(
            answer, wasAskedTwice && question is SweepProtocol.IChange or SweepProtocol.SubmitSweep);
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
            throw refused.MayPass ? new JournalAwayException(refused.Message) : new RefusedException(refused.Message);
        }
        catch (DataUnavailableException unavailable)
        {
            throw new NoClusterException(unavailable.Message);
        }
    }

    /// <inheritdoc/>
    public Task<DataSet?> LoadDataAsync(SweepSpec spec, CancellationToken cancellation, DataLimit? limit = null) =>
        FetchAsync(cache => SweepData.LoadAsync(spec, cache, cancellation, limit));

    /// <summary>Fetches a data file from the cluster, whole or not at all.</summary>
    /// <param name="hash">The hash of its bytes.</param>
    /// <param name="path">Where to put it; no file may be there.</param>
    /// <param name="cancellation">Ends the fetch.</param>
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
        using var folder = ScratchFolder.ForFetched();
        try
        {
            using var cache = new DataCache(
                folder.Path, DataTransfer.MostBytes, () => [AskGatewayAsync], TimeProvider.System);
            return await fetch(cache).ConfigureAwait(false);
        }
        catch (DataUnavailableException unavailable)
        {
            throw new NoClusterException(unavailable.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _entrance.Dispose();
        await _system.Terminate().ConfigureAwait(false);
    }

    private Task<object> AskGatewayAsync(object message, TimeSpan within) =>
        AskGatewayAsync(message, within, CancellationToken.None);

    private async Task<object> AskGatewayAsync(object message, TimeSpan within, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(within);
        try
        {
            var client = await _entrance.ClientAsync(limit.Token).ConfigureAwait(false);
            var send = new ClusterClient.Send(SweepGateway.Path, message, localAffinity: true);
            return await client.Ask<object>(send, within, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AskTimeoutException("No coordinator answered in time.");
        }
    }

    private async Task<(object Answer, bool WasAskedTwice)> AskAsync(
        object question, Patience patience, CancellationToken cancellation)
    {
        var (silent, interrupted) = (Stopwatch.StartNew(), new Stopwatch());
        var (wasAskedTwice, wasOpen) = (false, _entrance.IsOpen);
        while (true)
        {
            var answer = await TryAskAsync(question, patience.Silence - silent.Elapsed, cancellation)
                .ConfigureAwait(false);
            // A coordinator that was just found gets the full time for its answer.
            if (wasOpen != (wasOpen = _entrance.IsOpen))
                silent.Restart();
            if (answer is SweepProtocol.SweepInterrupted outage && interrupted.Elapsed < patience.For(outage))
            {
                interrupted.Start();
                patience.Tell(new Waiting(outage.Reason));
                await Task.Delay(AskAgain, cancellation).ConfigureAwait(false);
                silent.Restart();
            }
            else if (answer is not null)
            {
                return (answer, wasAskedTwice);
            }
            else if (silent.Elapsed >= patience.Silence)
            {
                throw new NoClusterException(await _entrance.WhyAwayAsync(cancellation).ConfigureAwait(false));
            }
            else
            {
                wasAskedTwice = true;
                if (silent.Elapsed >= patience.TellsAfter)
                    patience.Tell(Waiting.NoAnswer);
            }
        }
    }

    // Null if nobody answers in time.
    private async Task<object?> TryAskAsync(object question, TimeSpan most, CancellationToken cancellation)
    {
        var within = most < TimeSpan.Zero ? TimeSpan.Zero : most < AskAgain ? most : AskAgain;
        try
        {
            return await AskGatewayAsync(question, within, cancellation).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
