using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;
using static SweepCluster.Cluster.Protocol.DataProtocol;

namespace SweepCluster.Cluster.Tests.Data;

public sealed class DataServerSpecs : TestKit
{
    private const int Chunk = DataTransfer.ChunkBytes;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly byte[] Data = Bytes.Of(1, (2 * Chunk) + 5);
    private static readonly DataHash Hash = Bytes.Hash(Data);
    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");

    private readonly TemporaryFolder _folder = new();
    private readonly FolderDataStore _store;

    public DataServerSpecs()
        : base(DataTransferConfiguration.Config.WithFallback(Quiet.Config)) => _store = new(_folder.FullPath);

    [Fact]
    public void An_upload_is_stored_once_its_last_chunk_is_there()
    {
        var server = Server(Long);
        server.Tell(new BeginUpload(Hash, Id, Data.Length));
        Assert.Equal(new UploadAt(Hash, Id, 0), ExpectMsg<IReply>());
        server.Tell(Piece(0, Chunk));
        Assert.Equal(new UploadAt(Hash, Id, Chunk), ExpectMsg<IReply>());
        server.Tell(Piece(Chunk, Chunk));
        Assert.Equal(new UploadAt(Hash, Id, 2 * Chunk), ExpectMsg<IReply>());
        server.Tell(Piece(2 * Chunk, 5));
        Assert.Equal(new DataStored(Hash), ExpectMsg<IReply>());

        Assert.Equal(Data, _store.Get(Hash));
    }

    [Fact]
    public void A_repeated_message_gets_the_same_answer()
    {
        var server = Server(Long);
        foreach (var _ in Twice)
        {
            server.Tell(new BeginUpload(Hash, Id, Data.Length));
            Assert.Equal(new UploadAt(Hash, Id, 0), ExpectMsg<IReply>());
        }

        foreach (var _ in Twice)
        {
            server.Tell(Piece(0, Chunk));
            Assert.Equal(new UploadAt(Hash, Id, Chunk), ExpectMsg<IReply>());
        }

        server.Tell(new BeginUpload(Hash, Id, Data.Length));
        Assert.Equal(new UploadAt(Hash, Id, Chunk), ExpectMsg<IReply>());
    }

    [Fact]
    public void A_chunk_that_comes_too_early_is_answered_with_the_offset_to_go_on_from()
    {
        var server = Server(Long);
        server.Tell(new BeginUpload(Hash, Id, Data.Length));
        ExpectMsg<UploadAt>();
        server.Tell(Piece(Chunk, Chunk));

        Assert.Equal(new UploadAt(Hash, Id, 0), ExpectMsg<IReply>());
    }

    [Fact]
    public void Data_that_are_stored_need_not_be_sent()
    {
        _store.Put(Data);
        Server(Long).Tell(new BeginUpload(Hash, Id, Data.Length));

        Assert.Equal(new DataStored(Hash), ExpectMsg<IReply>());
    }

    [Fact]
    public void A_late_chunk_of_a_finished_upload_is_answered_with_DataStored()
    {
        _store.Put(Data);
        Server(Long).Tell(Piece(0, Chunk));

        Assert.Equal(new DataStored(Hash), ExpectMsg<IReply>());
    }

    [Fact]
    public void Data_that_are_to_be_forgotten_are_gone()
    {
        _store.Put(Data);
        var server = Server(TimeSpan.FromMinutes(1));
        server.Tell(new ForgetData(Hash), TestActor);

        Assert.Equal(new UnknownData(Hash), ExpectMsg<IReply>());
        Assert.Null(_store.LengthOf(Hash));
    }

    [Fact]
    public void A_chunk_of_an_unknown_upload_is_answered_with_UnknownUpload()
    {
        Server(Long).Tell(Piece(0, Chunk));

        Assert.Equal(new UnknownUpload(Hash, Id), ExpectMsg<IReply>());
    }

    [Fact]
    public void Empty_data_are_stored_at_once()
    {
        Server(Long).Tell(new BeginUpload(Bytes.Hash([]), Id, 0));

        Assert.Equal(new DataStored(Bytes.Hash([])), ExpectMsg<IReply>());
    }

    [Fact]
    public void Other_bytes_than_announced_are_refused_with_the_reason()
    {
        var server = Server(Long);
        server.Tell(new BeginUpload(Hash, Id, 3));
        ExpectMsg<UploadAt>();
        server.Tell(new UploadChunk(Hash, Id, 0, new byte[3]));

        Assert.Contains("not what was announced", ExpectMsg<UploadRefused>().Reason);
        Assert.Null(_store.LengthOf(Hash));
    }

    [Fact]
    public void Data_that_are_too_large_are_refused_with_the_reason()
    {
        Server(Long).Tell(new BeginUpload(Hash, Id, DataTransfer.MostBytes + 1));

        Assert.Contains("at most", ExpectMsg<UploadRefused>().Reason);
    }

    [Fact]
    public void If_the_disk_cannot_be_written_the_upload_is_refused_for_now()
    {
        var server = Server(Long);
        Directory.Delete(_folder.FullPath);
        server.Tell(new BeginUpload(Hash, Id, 3));

        var refused = ExpectMsg<UploadRefused>();
        Assert.Contains("cannot store the data", refused.Reason);
        Assert.True(refused.MayPass);
        Directory.CreateDirectory(_folder.FullPath);
    }

    [Fact]
    public async Task An_upload_that_is_silent_for_long_is_dropped()
    {
        var server = Server(TimeSpan.FromMilliseconds(200));
        server.Tell(new BeginUpload(Hash, Id, Data.Length));
        ExpectMsg<UploadAt>();
        await AwaitConditionAsync(() => Task.FromResult(!Directory.EnumerateFiles(_folder.FullPath).Any()));
        await AwaitAssertAsync(() =>
        {
            server.Tell(Piece(0, Chunk));
            Assert.Equal(new UnknownUpload(Hash, Id), ExpectMsg<IReply>());
        });
    }

    [Fact]
    public void The_number_of_uploads_is_bounded()
    {
        var server = Server(Long);
        for (var begun = 0; begun < 16; begun++)
        {
            server.Tell(new BeginUpload(Hash, Guid.NewGuid(), Data.Length));
            ExpectMsg<UploadAt>();
        }

        server.Tell(new BeginUpload(Hash, Id, Data.Length));
        Assert.Contains("try again", ExpectMsg<UploadRefused>().Reason);
    }

    [Fact]
    public void Chunks_that_a_slow_store_cannot_take_are_dropped_and_taken_when_they_come_again()
    {
        using var release = new ManualResetEventSlim();
        var server = Sys.ActorOf(DataServer.Props(new SlowStore(_store, release), Long));
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        server.Tell(new BeginUpload(Hash, Id, Data.Length));
        for (var sent = 0; sent < 200; sent++)
            server.Tell(Piece(0, Chunk));
        // One is being answered and 128 wait.
        for (var dropped = 0; dropped < 201 - 129; dropped++)
            FishForMessage<DeadLetter>(letter => letter.Message is UploadChunk);
        release.Set();
        FishForMessage<UploadAt>(at => at.Offset == Chunk);
        server.Tell(Piece(Chunk, Chunk));

        FishForMessage<UploadAt>(at => at.Offset == 2 * Chunk);
    }

    [Fact]
    public void Stored_data_are_handed_out_in_parts()
    {
        _store.Put(Data);
        var server = Server(Long);
        server.Tell(new ReadChunk(Hash, Chunk, Chunk));
        var middle = ExpectMsg<DataProtocol.Chunk>();
        server.Tell(new ReadChunk(Hash, 2 * Chunk, Chunk));
        var end = ExpectMsg<DataProtocol.Chunk>();
        server.Tell(new ReadChunk(Hash, long.MaxValue / 2, Chunk));
        var beyond = ExpectMsg<DataProtocol.Chunk>();

        Assert.Equal((Chunk, Data.Length), (middle.Offset, middle.TotalLength));
        Assert.Equal(Data.AsMemory(Chunk, Chunk), middle.Bytes);
        Assert.Equal(Data.AsMemory(2 * Chunk), end.Bytes);
        Assert.True(beyond.Bytes.IsEmpty);
    }

    [Fact]
    public void Data_that_are_not_stored_are_unknown()
    {
        Server(Long).Tell(new ReadChunk(Hash, 0, Chunk));

        Assert.Equal(new UnknownData(Hash), ExpectMsg<IReply>());
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private static int[] Twice => [1, 2];

    private IActorRef Server(TimeSpan patience) => Sys.ActorOf(DataServer.Props(_store, patience));

    private static UploadChunk Piece(int offset, int length) => new(Hash, Id, offset, Data.AsMemory(offset, length));

    /// <summary>A store that begins no upload until the test lets it.</summary>
    private sealed class SlowStore(IDataStore store, ManualResetEventSlim release) : IDataStore
    {
        public long? LengthOf(DataHash hash) => store.LengthOf(hash);

        public int Read(DataHash hash, long offset, Span<byte> buffer) => store.Read(hash, offset, buffer);

        public DataUpload Begin(DataHash hash, long length)
        {
            release.Wait(TestContext.Current.CancellationToken);
            return store.Begin(hash, length);
        }

        public void Forget(DataHash hash) => store.Forget(hash);
    }
}
