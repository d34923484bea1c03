using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;

namespace SweepCluster.Cluster.Data;

/// <summary>Fetches data from any of several data servers into a file, a window of chunks at a time.</summary>
/// <param name="servers">The servers known now: functions that send a message and return its answer.</param>
/// <remarks>The file is never in memory as a whole. If a server does not answer, the next one is asked.</remarks>
internal sealed class DataReceiver(Func<IReadOnlyList<Func<object, TimeSpan, Task<object>>>> servers)
{
    private const int Tries = 3;

    // Ask first the server that answered last.
    private int _preferred;

    /// <summary>Writes the data to a file, whole and verified.</summary>
    /// <param name="hash">The data.</param>
    /// <param name="path">Where to write them; an existing file is overwritten.</param>
    /// <param name="makeRoom">Called with the length of the data before they are written.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="DataUnavailableException">No server answers or has the data, or they are damaged.</exception>
    public async Task ReceiveAsync(
        DataHash hash, string path, Func<long, CancellationToken, Task> makeRoom, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var first = await ChunkAsync(hash, 0, cancellation).ConfigureAwait(false);
            await makeRoom(first.TotalLength, cancellation).ConfigureAwait(false);
            if (await WriteAsync(first, path, cancellation).ConfigureAwait(false) == hash)
                return;
            _preferred++;
        }

        throw new DataUnavailableException(
            $"the data {hash} arrived damaged {Tries} times: see to the coordinator's disk and submit the data again");
    }

    private async Task<DataHash> WriteAsync(DataProtocol.Chunk first, string path, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await foreach (var chunk in ChunksAsync(first, ending.Token).ConfigureAwait(false))
            {
                digest.AppendData(chunk.Bytes.Span);
                await RandomAccess.WriteAsync(file, chunk.Bytes, chunk.Offset, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // If one chunk has failed, the others of the window need not come.
            await ending.CancelAsync().ConfigureAwait(false);
        }

        return DataHash.Of(digest.GetHashAndReset());
    }

    /// <summary>All chunks in order, a window of them asked for ahead.</summary>
    private async IAsyncEnumerable<DataProtocol.Chunk> ChunksAsync(
        DataProtocol.Chunk first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return first;
        var outstanding = new Queue<Task<DataProtocol.Chunk>>();
        for (var asked = (long)first.Bytes.Length; ;)
        {
            while (outstanding.Count < DataTransfer.Window && asked < first.TotalLength)
            {
                outstanding.Enqueue(ChunkAsync(first.Hash, asked, cancellation));
                asked += DataTransfer.ChunkBytes;
            }

            if (!outstanding.TryDequeue(out var next))
                yield break;
            yield return await next.ConfigureAwait(false);
        }
    }

    private async Task<DataProtocol.Chunk> ChunkAsync(DataHash hash, long offset, CancellationToken cancellation)
    {
        var question = new DataProtocol.ReadChunk(hash, offset, DataTransfer.ChunkBytes);
        var without = new HashSet<int>();
        for (int attempt = 0, start = _preferred; attempt < DataTransfer.Attempts; attempt++)
        {
            var known = servers();
            var server = known.Count == 0 ? -1 : (start + attempt) % known.Count;
            switch (await AskAsync(known, server, question, cancellation).ConfigureAwait(false))
            {
                case DataProtocol.Chunk chunk when IsWhole(chunk, offset):
                    Instruments.DataReceived.Add(chunk.Bytes.Length);
                    _preferred = server;
                    return chunk;
                case DataProtocol.UnknownData when without.Add(server) && without.Count == known.Count:
                    throw new DataUnavailableException($"no coordinator has the data {hash}: submit the sweep again");
            }
        }

        throw new DataUnavailableException($"no coordinator answers for the data {hash}: see that one can be reached");
    }

    private static async Task<DataProtocol.IReply?> AskAsync(
        IReadOnlyList<Func<object, TimeSpan, Task<object>>> known,
        int server,
        DataProtocol.ReadChunk question,
        CancellationToken cancellation)
    {
        if (server >= 0)
            return await DataAsking.TryAsync(known[server], question, cancellation).ConfigureAwait(false);
        await Task.Delay(DataTransfer.AnswerWithin, cancellation).ConfigureAwait(false);
        return null;
    }

    private static bool IsWhole(DataProtocol.Chunk chunk, long offset) => chunk.Offset == offset
        && chunk.TotalLength <= DataTransfer.MostBytes
        && chunk.Bytes.Length == Math.Clamp(chunk.TotalLength - offset, 0, DataTransfer.ChunkBytes);
}
