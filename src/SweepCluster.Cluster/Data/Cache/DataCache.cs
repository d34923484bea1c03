using SweepCluster.Cluster.Protocol;
namespace SweepCluster.Cluster.Data.Cache;

/// <summary>Keeps the data that a worker node's slots train on; fetches missing data once for all slots.</summary>
/// <remarks>
/// A file that nobody uses is checked against its hash before its next use, and fetched again if it is damaged. When
/// the cache is full, the least recently used data go; data in use stay. One process per folder. Thread-safe.
/// </remarks>
public sealed class DataCache : IDisposable
{
    private const int MostFolders = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<DataHash, Entry> _entries = [];
    private readonly CacheFolder _folder;
    private readonly DataReceiver _receiver;
    private readonly TimeProvider _clock;
    private TaskCompletionSource _released = NewSignal();

    /// <summary>Opens a cache.</summary>
    /// <param name="folder">Its folder; made if it is missing.</param>
    /// <param name="mostBytes">The most bytes that it may hold.</param>
    /// <param name="servers">The data servers known now: functions that send a message and return its answer.</param>
    /// <param name="clock">Times the uses of data.</param>
    /// <exception cref="IOException">The folder cannot be used, or another process uses it.</exception>
    public DataCache(
        string folder,
        long mostBytes,
        Func<IReadOnlyList<Func<object, TimeSpan, Task<object>>>> servers,
        TimeProvider clock)
    {
        _folder = new CacheFolder(folder, mostBytes);
        (_receiver, _clock) = (new DataReceiver(servers), clock);
    }

    /// <summary>Opens the first numbered folder that no other process uses: each worker of a machine has one.</summary>
    /// <param name="folder">The parent of the folders; made if it is missing.</param>
    /// <param name="mostBytes">The most bytes that the cache may hold.</param>
    /// <param name="servers">As for a cache of one folder.</param>
    /// <param name="clock">As for a cache of one folder.</param>
    /// <exception cref="IOException">No folder can be used.</exception>
    public static DataCache OpenFree(
        string folder,
        long mostBytes,
        Func<IReadOnlyList<Func<object, TimeSpan, Task<object>>>> servers,
        TimeProvider clock)
    {
        IOException? first = null;
        for (var number = 1; number <= MostFolders; number++)
        {
            try
            {
                return new DataCache(Path.Combine(folder, $"{number}"), mostBytes, servers, clock);
            }
            catch (IOException cause)
            {
                // Probably in use. If none of the folders can be used, the first one's error says why.
                first ??= cause;
            }
        }

        throw first!;
    }

    /// <summary>The data, fetched if they are not here.</summary>
    /// <exception cref="DataUnavailableException">They cannot be fetched, or are larger than the cache.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the fetch ends when nobody waits.</exception>
    public async Task<CachedData> GetAsync(DataHash hash, CancellationToken cancellation)
    {
        var entry = Enter(hash);
        try
        {
            await entry.Ready.Value.WaitAsync(cancellation).ConfigureAwait(false);
            return new CachedData(_folder.PathOf(hash), () => Leave(hash, entry));
        }
        catch
        {
            Leave(hash, entry);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        List<Entry> open;
        lock (_gate)
            open = [.. _entries.Values];
        open.ForEach(entry => entry.NobodyWaits.Cancel());
        _folder.Dispose();
    }

    private Entry Enter(DataHash hash)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(hash, out var entry))
            {
                entry = new Entry();
                entry.Ready = new Lazy<Task>(() => Task.Run(() => EnsureAsync(hash, entry), CancellationToken.None));
                _entries.Add(hash, entry);
            }

            entry.Users++;
            return entry;
        }
    }

    private void Leave(DataHash hash, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Users > 0)
                return;
            _entries.Remove(hash);
            _released.SetResult();
            _released = NewSignal();
        }

        entry.NobodyWaits.Cancel();
    }

    private async Task EnsureAsync(DataHash hash, Entry entry)
    {
        var path = _folder.PathOf(hash);
        var cancellation = entry.NobodyWaits.Token;
        if (!IsIntact(path, hash, cancellation))
            await FetchAsync(hash, entry, cancellation).ConfigureAwait(false);
        File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
    }

    private static bool IsIntact(string path, DataHash hash, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return false;
        if (DataHash.OfFile(path, cancellation) == hash)
            return true;
        File.Delete(path);
        return false;
    }

    private async Task FetchAsync(DataHash hash, Entry entry, CancellationToken cancellation)
    {
        var unfinished = _folder.UnfinishedPathOf(hash);
        try
        {
            Task Reserve(long length, CancellationToken token) => ReserveAsync(entry, length, token);
            await _receiver.ReceiveAsync(hash, unfinished, Reserve, cancellation).ConfigureAwait(false);
            lock (_gate)
            {
                // An entry without users is off the books: its room may have gone to other data.
                if (entry.Users == 0)
                    throw new OperationCanceledException(cancellation);
                File.Move(unfinished, _folder.PathOf(hash), overwrite: true);
                entry.Reserved = 0;
            }
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task ReserveAsync(Entry entry, long length, CancellationToken cancellation)
    {
        if (length > _folder.MostBytes)
            throw new DataUnavailableException(
                $"the data have {length} bytes, but the cache of this worker may hold {_folder.MostBytes}: "
                + "give it more room");
        while (WhenReleased(entry, length) is { } released)
            await released.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Reserves room; if there is none, returns a task that ends when somebody releases data.</summary>
    private Task? WhenReleased(Entry entry, long length)
    {
        lock (_gate)
        {
            entry.Reserved = 0;
            _folder.Restore();
            var coming = length + _entries.Values.Sum(other => other.Reserved);
            var inUse = _entries.Keys.Select(hash => hash.Hex).ToHashSet();
            if (!_folder.TryMakeRoom(coming, inUse.Contains))
                return _released.Task;
            entry.Reserved = length;
            return null;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Data in use or on their way.</summary>
    private sealed class Entry
    {
        /// <summary>Ends when the file is there.</summary>
        public Lazy<Task> Ready { get; set; } = null!;

        /// <summary>The number of those who wait for the data or use them.</summary>
        public int Users { get; set; }

        /// <summary>Bytes on their way.</summary>
        public long Reserved { get; set; }

        /// <summary>Ends the fetch.</summary>
        public CancellationTokenSource NobodyWaits { get; } = new();
    }
}
