using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data;

/// <summary>Sends a file to a data server, a window of chunks at a time.</summary>
/// <param name="ask">
/// Sends a message to any data server and returns the answer; fails if there is none in time. The <c>Ask</c> of an
/// actor, of a selection or through a cluster client.
/// </param>
/// <remarks>
/// The file is never in memory as a whole. Chunks go out as answers come in, so a slow store slows the sender down.
/// After anything unforeseen, the sender begins the upload again under its old ID, and the server says where to go on.
/// </remarks>
public sealed class DataSender(Func<object, TimeSpan, Task<object>> ask)
{
    /// <summary>Sends a file whose hash is known; returns once it is stored, whole and verified.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hash">The hash of its bytes.</param>
    /// <param name="progress">Hears the number of bytes stored so far; may be null.</param>
    /// <param name="cancellation">Ends the transfer; the server forgets what it has so far.</param>
    /// <exception cref="DataRefusedException">The server does not take the data.</exception>
    /// <exception cref="DataUnavailableException">No server answers, or the file changes while it is sent.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task SendAsync(string path, DataHash hash, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var file = new OutgoingData(path, hash);
        var reached = 0L;
        for (var attempt = 0; attempt < DataTransfer.Attempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var reply = await DataAsking.TryAsync(ask, file.Begin(), cancellation).ConfigureAwait(false);
            if (reply is DataProtocol.UploadAt at)
                reply = await SendFromAsync(file, at.Offset, progress, cancellation).ConfigureAwait(false);
            switch (reply)
            {
                case DataProtocol.DataStored:
                    progress?.Report(file.Length);
                    return;
                case DataProtocol.UploadRefused refused:
                    throw new DataRefusedException(refused.Reason) { MayPass = refused.MayPass };
                case DataProtocol.UploadAt { Offset: var offset } when offset > reached:
                    (reached, attempt) = (offset, 0);
                    break;
            }
        }

        throw new DataUnavailableException(
            "no coordinator takes the data: see that one is running and can be reached, and try again");
    }

    /// <summary>Sends from an offset until the upload is over or something goes wrong.</summary>
    /// <returns>The last useful answer.</returns>
    private async Task<DataProtocol.IReply> SendFromAsync(
        OutgoingData file, long offset, IProgress<long>? progress, CancellationToken cancellation)
    {
        var outstanding = new Queue<(long End, Task<DataProtocol.IReply?> Reply)>();
        DataProtocol.IReply last = new DataProtocol.UploadAt(file.Hash, file.UploadId, offset);
        for (var onCourse = true; ;)
        {
            while (onCourse && outstanding.Count < DataTransfer.Window && offset < file.Length)
            {
                var chunk = file.Chunk(offset);
                offset += chunk.Bytes.Length;
                outstanding.Enqueue((offset, DataAsking.TryAsync(ask, chunk, cancellation)));
            }

            if (!outstanding.TryDequeue(out var sent))
                return last;
            switch (await sent.Reply.ConfigureAwait(false))
            {
                case { } over when over is DataProtocol.DataStored or DataProtocol.UploadRefused:
                    return over;
                case DataProtocol.UploadAt at when at.Offset >= sent.End:
                    progress?.Report(at.Offset);
                    last = at;
                    break;
                default:
                    onCourse = false;
                    break;
            }
        }
    }
}
