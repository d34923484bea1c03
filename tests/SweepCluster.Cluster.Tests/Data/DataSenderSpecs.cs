using Akka.Actor;
using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Tests.Data;

public sealed class DataSenderSpecs : TestKit
{
    private static readonly byte[] Data = Bytes.Of(1, (40 * DataTransfer.ChunkBytes) + 7);
    private static readonly DataHash Hash = Bytes.Hash(Data);

    private readonly TemporaryFolder _folder = new();
    private readonly FolderDataStore _store;
    private readonly IActorRef _server;
    private readonly string _file;

    public DataSenderSpecs()
        : base(DataTransferConfiguration.Config.WithFallback(Quiet.Config))
    {
        _store = new FolderDataStore(_folder.In("store"));
        _server = Sys.ActorOf(DataServer.Props(_store, TimeSpan.FromMinutes(1)));
        _file = _folder.Write("data.csv", Data);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_file_arrives_over_a_connection_that_loses_and_doubles_messages(int seed)
    {
        var line = new LossyLine(_server, seed, loss: 0.1, doubling: 0.2);
        await new DataSender(line.Ask).SendAsync(_file, Hash, null, Cancellation);

        Assert.Equal(Data, _store.Get(Hash));
        Assert.True(line.Lost > 0 && line.Doubled > 0, "No message was lost or doubled.");
    }

    [Fact]
    public async Task Progress_rises_to_the_length_of_the_file()
    {
        var heard = new List<long>();
        await new DataSender(Ask).SendAsync(_file, Hash, new Listener(heard.Add), Cancellation);

        Assert.Equal(heard.Order(), heard);
        Assert.True(heard.Count > 10);
        Assert.Equal(Data.Length, heard[^1]);
    }

    [Fact]
    public async Task Stored_data_are_not_sent_again()
    {
        _store.Put(Data);
        var chunks = 0;
        await new DataSender((message, timeout) =>
        {
            chunks += message is DataProtocol.UploadChunk ? 1 : 0;
            return Ask(message, timeout);
        }).SendAsync(_file, Hash, null, Cancellation);

        Assert.Equal(0, chunks);
    }

    [Fact]
    public async Task At_most_one_window_of_chunks_is_under_way()
    {
        int underWay = 0, most = 0;
        await new DataSender(async (message, timeout) =>
        {
            var now = Interlocked.Increment(ref underWay);
            InterlockedMax(ref most, now);
            var answer = await Ask(message, timeout);
            Interlocked.Decrement(ref underWay);
            return answer;
        }).SendAsync(_file, Hash, null, Cancellation);

        Assert.InRange(most, 2, DataTransfer.Window);
    }

    [Fact]
    public async Task A_server_that_has_forgotten_the_upload_gets_it_from_the_beginning()
    {
        var server = _server;
        var chunks = 0;
        await new DataSender((message, timeout) =>
        {
            if (message is DataProtocol.UploadChunk && ++chunks == 20)
                server = Sys.ActorOf(DataServer.Props(_store, TimeSpan.FromMinutes(1)));
            return server.Ask<object>(message, timeout);
        }).SendAsync(_file, Hash, null, Cancellation);

        Assert.Equal(Data, _store.Get(Hash));
    }

    [Fact]
    public async Task A_file_with_another_hash_is_refused()
    {
        var refused = await Assert.ThrowsAsync<DataRefusedException>(
            () => new DataSender(Ask).SendAsync(_file, Bytes.Hash([1]), null, Cancellation));

        Assert.Contains("not what was announced", refused.Message);
    }

    [Fact]
    public async Task When_nobody_answers_the_sender_gives_up_and_says_so()
    {
        var unavailable = await Assert.ThrowsAsync<DataUnavailableException>(
            () => new DataSender((_, _) => throw new TimeoutException()).SendAsync(_file, Hash, null, Cancellation));

        Assert.Contains("no coordinator", unavailable.Message);
    }

    [Fact]
    public async Task Sending_can_be_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var progress = new Listener(_ => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DataSender(Ask).SendAsync(_file, Hash, progress, stop.Token));
        Assert.Null(_store.LengthOf(Hash));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private Task<object> Ask(object message, TimeSpan timeout) => _server.Ask<object>(message, timeout);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; seen < value; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private sealed class Listener(Action<long> hear) : IProgress<long>
    {
        public void Report(long value) => hear(value);
    }
}
