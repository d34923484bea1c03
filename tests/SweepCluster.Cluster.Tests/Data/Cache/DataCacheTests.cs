using Microsoft.Extensions.Time.Testing;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Tests.Data.Cache;

/// <summary>The cache with a function as its server; other tests have actors as servers.</summary>
public sealed class DataCacheTests : IDisposable
{
    private const int Length = (3 * DataTransfer.ChunkBytes) + 1;

    private readonly TemporaryFolder _folder = new();
    private readonly FolderDataStore _store;
    private readonly FakeTimeProvider _clock = new();
    private readonly List<DataHash> _begun = [];
    private Func<DataProtocol.Chunk, DataProtocol.Chunk> _onTheWay = chunk => chunk;
    // All chunks except the first wait for it.
    private Task _gate = Task.CompletedTask;

    public DataCacheTests() => _store = new FolderDataStore(_folder.In("store"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(DataTransfer.ChunkBytes)]
    [InlineData((20 * DataTransfer.ChunkBytes) + 1)]
    public async Task Data_are_fetched_only_once(int length)
    {
        var bytes = Put(1, length);
        using var cache = Cache();
        for (var i = 0; i < 2; i++)
        {
            using var data = await cache.GetAsync(Bytes.Hash(bytes), Cancellation);
            Assert.Equal(bytes, File.ReadAllBytes(data.Path));
        }

        Assert.Single(_begun);
    }

    [Fact]
    public async Task Simultaneous_requests_share_one_fetch()
    {
        var hash = Bytes.Hash(Put(1));
        using var cache = Cache();
        var gate = new TaskCompletionSource();
        _gate = gate.Task;
        var asking = Enumerable.Range(0, 8).Select(_ => cache.GetAsync(hash, Cancellation)).ToList();
        Assert.DoesNotContain(asking, asked => asked.IsCompleted);
        gate.SetResult();
        foreach (var asked in asking)
            (await asked).Dispose();

        Assert.Single(_begun);
    }

    [Fact]
    public async Task Cached_data_are_still_there_after_a_restart()
    {
        var hash = Bytes.Hash(Put(1));
        using (var cache = Cache())
            (await cache.GetAsync(hash, Cancellation)).Dispose();
        using var again = Cache();
        (await again.GetAsync(hash, Cancellation)).Dispose();

        Assert.Single(_begun);
    }

    [Theory]
    [InlineData(Length - 1)]
    [InlineData(Length)]
    [InlineData(0)]
    public async Task A_truncated_or_damaged_file_is_found_and_fetched_again(int length)
    {
        var bytes = Put(1);
        using var cache = Cache();
        string path;
        using (var data = await cache.GetAsync(Bytes.Hash(bytes), Cancellation))
            path = data.Path;
        File.WriteAllBytes(path, new byte[length]);
        using var again = await cache.GetAsync(Bytes.Hash(bytes), Cancellation);

        Assert.Equal(bytes, File.ReadAllBytes(again.Path));
    }

    [Fact]
    public async Task Data_that_arrive_damaged_are_fetched_again()
    {
        var bytes = Put(1);
        var damaged = 0;
        _onTheWay = chunk => chunk.Offset == 0 && damaged++ < 2
            ? chunk with { Bytes = new byte[chunk.Bytes.Length] }
            : chunk;
        using var cache = Cache();
        using var data = await cache.GetAsync(Bytes.Hash(bytes), Cancellation);

        Assert.Equal(bytes, File.ReadAllBytes(data.Path));
        Assert.Equal(3, _begun.Count);
    }

    [Fact]
    public async Task Data_that_always_arrive_damaged_are_not_kept()
    {
        var hash = Bytes.Hash(Put(1));
        _onTheWay = chunk => chunk with { Bytes = new byte[chunk.Bytes.Length] };
        using var cache = Cache();
        var unavailable = await Assert.ThrowsAsync<DataUnavailableException>(() => cache.GetAsync(hash, Cancellation));

        Assert.Contains("damaged", unavailable.Message);
        Assert.Equal(0, Size());
    }

    [Fact]
    public async Task A_failed_fetch_is_tried_again_with_the_next_request()
    {
        var bytes = Bytes.Of(1, Length);
        using var cache = Cache();
        var unavailable = await Assert.ThrowsAsync<DataUnavailableException>(
            () => cache.GetAsync(Bytes.Hash(bytes), Cancellation));
        Assert.Contains("submit the sweep again", unavailable.Message);
        _store.Put(bytes);

        (await cache.GetAsync(Bytes.Hash(bytes), Cancellation)).Dispose();
    }

    [Fact]
    public async Task The_cache_stays_within_its_bound_and_drops_the_least_recently_used_data()
    {
        var hashes = Enumerable.Range(1, 4).Select(seed => Bytes.Hash(Put(seed))).ToArray();
        using var cache = Cache(room: 3);
        foreach (var used in new[] { 0, 1, 2, 0, 3, 0, 2 })
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            (await cache.GetAsync(hashes[used], Cancellation)).Dispose();
            Assert.InRange(Size(), Length, 3 * Length);
        }

        // 3 replaced 1; all others were fetched once.
        Assert.Equal(new[] { 0, 1, 2, 3 }.Select(i => hashes[i]), _begun);
        (await cache.GetAsync(hashes[1], Cancellation)).Dispose();
        Assert.Equal(hashes[1], _begun[^1]);
    }

    [Fact]
    public async Task Data_in_use_stay_and_others_wait_for_room()
    {
        var (first, second) = (Put(1), Put(2));
        using var cache = Cache(room: 1);
        var used = await cache.GetAsync(Bytes.Hash(first), Cancellation);
        var waiting = cache.GetAsync(Bytes.Hash(second), Cancellation);
        await Wait.Until(() => _begun.Contains(Bytes.Hash(second)));
        Assert.Equal(first, File.ReadAllBytes(used.Path));
        Assert.False(waiting.IsCompleted);
        used.Dispose();
        using var data = await waiting;

        Assert.Equal(second, File.ReadAllBytes(data.Path));
        Assert.Equal(Length, Size());
    }

    [Fact]
    public async Task Data_larger_than_the_cache_are_refused_with_advice()
    {
        var hash = Bytes.Hash(Put(1, Length + 1));
        using var cache = Cache(room: 1);
        var unavailable = await Assert.ThrowsAsync<DataUnavailableException>(() => cache.GetAsync(hash, Cancellation));

        Assert.Contains("more room", unavailable.Message);
    }

    [Fact]
    public async Task A_request_that_gives_up_does_not_end_the_fetch_for_others()
    {
        var bytes = Put(1);
        using var cache = Cache();
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        _gate = gate.Task;
        var impatient = cache.GetAsync(Bytes.Hash(bytes), stop.Token);
        var patient = cache.GetAsync(Bytes.Hash(bytes), Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();
        using var data = await patient;

        Assert.Equal(bytes, File.ReadAllBytes(data.Path));
    }

    [Fact]
    public async Task When_all_requests_give_up_the_fetch_ends_and_leaves_nothing()
    {
        var hash = Bytes.Hash(Put(1));
        using var cache = Cache();
        using var stop = new CancellationTokenSource();
        _gate = new TaskCompletionSource().Task;
        var asking = cache.GetAsync(hash, stop.Token);
        await Wait.Until(() => Files() == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        await Wait.Until(() => Files() == 0);

        int Files() => Directory.EnumerateFiles(_folder.In("cache"), "*.*")
            .Count(path => !path.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Servers_that_are_silent_or_lack_the_data_are_skipped()
    {
        var bytes = Put(1, 20 * DataTransfer.ChunkBytes);
        var silent = 0;
        using var cache = new DataCache(
            _folder.In("cache"),
            10 * bytes.Length,
            () =>
            [
                (message, _) => Task.FromResult<object>(
                    new DataProtocol.UnknownData(((DataProtocol.ReadChunk)message).Hash)),
                (_, _) => Interlocked.Increment(ref silent) > 0 ? throw new TimeoutException() : null!,
                Serve,
            ],
            _clock);
        using var data = await cache.GetAsync(Bytes.Hash(bytes), Cancellation);

        Assert.Equal(bytes, File.ReadAllBytes(data.Path));
        // From then on, the server that answered comes first.
        Assert.Equal(1, silent);
    }

    [Fact]
    public async Task When_nobody_answers_the_cache_gives_up_and_says_so()
    {
        using var cache = new DataCache(
            _folder.In("cache"), Length, () => [(_, _) => throw new TimeoutException()], _clock);
        var unavailable = await Assert.ThrowsAsync<DataUnavailableException>(
            () => cache.GetAsync(Bytes.Hash([1]), Cancellation));

        Assert.Contains("no coordinator answers", unavailable.Message);
    }

    [Fact]
    public void A_folder_has_one_cache()
    {
        using var cache = Cache();

        Assert.Throws<IOException>(() => Cache());
    }

    [Fact]
    public void Files_that_a_killed_process_left_unfinished_or_beyond_the_bound_are_removed_at_the_start()
    {
        Directory.CreateDirectory(_folder.In("cache"));
        File.WriteAllBytes(_folder.In($"cache/{Bytes.Hash([3])}.x.part"), [1]);
        File.WriteAllBytes(_folder.In($"cache/{Bytes.Hash([2])}"), new byte[Length + 1]);
        using var cache = Cache(room: 1);

        Assert.Equal(0, Size());
    }

    [Fact]
    public void Files_with_other_names_stay()
    {
        Directory.CreateDirectory(_folder.In("cache"));
        string[] names = ["x.part", "thesis.odt", new string('z', 64)];
        foreach (var name in names)
            File.WriteAllBytes(_folder.In($"cache/{name}"), new byte[Length + 1]);
        Cache(room: 1).Dispose();

        Assert.All(names, name => Assert.True(File.Exists(_folder.In($"cache/{name}")), name));
    }

    [Fact]
    public async Task A_folder_that_somebody_removes_is_made_again()
    {
        var (first, second) = (Put(1), Put(2));
        using var cache = Cache();
        (await cache.GetAsync(Bytes.Hash(first), Cancellation)).Dispose();
        Directory.Delete(_folder.In("cache"), recursive: true);

        foreach (var bytes in new[] { second, first })
        {
            using var data = await cache.GetAsync(Bytes.Hash(bytes), Cancellation);
            Assert.Equal(bytes, File.ReadAllBytes(data.Path));
        }

        // The folder still belongs to this cache.
        Assert.Throws<IOException>(() => Cache());
    }

    private byte[] Put(int seed, int length = Length)
    {
        var bytes = Bytes.Of(seed, length);
        _store.Put(bytes);
        return bytes;
    }

    private DataCache Cache(int room = 100) => new(_folder.In("cache"), room * Length, () => [Serve], _clock);

    private long Size() => new DirectoryInfo(_folder.In("cache")).EnumerateFiles().Sum(file => file.Length);

    private Task<object> Serve(object message, TimeSpan timeout)
    {
        var read = (DataProtocol.ReadChunk)message;
        if (_store.LengthOf(read.Hash) is not { } total)
            return Task.FromResult<object>(new DataProtocol.UnknownData(read.Hash));
        if (read.Offset == 0)
            _begun.Add(read.Hash);
        var bytes = new byte[read.Length];
        var chunk = new DataProtocol.Chunk(
            read.Hash, read.Offset, total, bytes.AsMemory(0, _store.Read(read.Hash, read.Offset, bytes)));
        return Answer(_onTheWay(chunk));
    }

    private async Task<object> Answer(DataProtocol.Chunk chunk)
    {
        if (chunk.Offset > 0)
            await _gate;
        return chunk;
    }
}
