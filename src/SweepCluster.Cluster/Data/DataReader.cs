using Akka.Actor;
using Akka.Event;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;

namespace SweepCluster.Cluster.Data;

/// <summary>
/// Answers with stored data, a chunk at a time, or removes them, on a thread that may wait for the store.
/// </summary>
internal sealed class DataReader : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IDataStore _store;

    public DataReader(IDataStore store)
    {
        _store = store;
        Receive<DataProtocol.ReadChunk>(read => Answer(read, () => Read(read)));
        Receive<DataProtocol.ForgetData>(forget => Answer(forget, () => Forget(forget)));
        Receive<AfterUpload>(after => Answer(after, () => AfterThat(after)));
    }

    public static Props Props(IDataStore store) => Akka.Actor.Props.Create(() => new DataReader(store))
        .WithDispatcher(DataTransferConfiguration.Dispatcher)
        .WithMailbox(DataTransferConfiguration.Mailbox);

    // If the data cannot be read, there is no answer: the asker tries the next server, or this one again.
    private void Answer(DataProtocol.IAboutData question, Func<DataProtocol.IReply> answer)
    {
        try
        {
            Sender.Tell(answer());
        }
        catch (Exception cause)
        {
            _log.Warning("Data {0} cannot be read or removed: {1}", question.Hash, cause.Message);
        }
    }

    private DataProtocol.IReply AfterThat(AfterUpload after) => _store.LengthOf(after.Hash) is null
        ? new DataProtocol.UnknownUpload(after.Hash, after.UploadId)
        : new DataProtocol.DataStored(after.Hash);

    private DataProtocol.UnknownData Forget(DataProtocol.ForgetData forget)
    {
        _store.Forget(forget.Hash);
        return new DataProtocol.UnknownData(forget.Hash);
    }

    private DataProtocol.IReply Read(DataProtocol.ReadChunk read)
    {
        if (_store.LengthOf(read.Hash) is not { } total)
            return new DataProtocol.UnknownData(read.Hash);
        var most = Math.Min(read.Length, DataTransfer.LargestChunk);
        var bytes = new byte[(int)Math.Clamp(total - read.Offset, 0, most)];
        var count = _store.Read(read.Hash, read.Offset, bytes);
        Instruments.DataSent.Add(count);
        return new DataProtocol.Chunk(read.Hash, read.Offset, total, bytes.AsMemory(0, count));
    }

    /// <summary>Bytes came for an upload that is not under way: is it done, or was it dropped?</summary>
    internal sealed record AfterUpload(DataHash Hash, Guid UploadId)
        : DataProtocol.IAboutData, INoSerializationVerificationNeeded;
}
