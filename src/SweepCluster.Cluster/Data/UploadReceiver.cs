using Akka.Actor;
using Akka.Event;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;

namespace SweepCluster.Cluster.Data;

/// <summary>Receives one upload, on a thread that may wait for the store, and stops at its end.</summary>
internal sealed class UploadReceiver : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IDataStore _store;
    private readonly DataProtocol.BeginUpload _begin;
    private DataUpload? _upload;

    public UploadReceiver(IDataStore store, DataProtocol.BeginUpload begin, TimeSpan patience)
    {
        (_store, _begin) = (store, begin);
        Context.SetReceiveTimeout(patience);
        Receive<DataProtocol.BeginUpload>(_ => Answer(_ => { }));
        Receive<DataProtocol.UploadChunk>(Take);
        Receive<ReceiveTimeout>(_ => Context.Stop(Self));
    }

    public static Props Props(IDataStore store, DataProtocol.BeginUpload begin, TimeSpan patience) =>
        Akka.Actor.Props.Create(() => new UploadReceiver(store, begin, patience))
            .WithDispatcher(DataTransferConfiguration.Dispatcher)
            .WithMailbox(DataTransferConfiguration.Mailbox);

    protected override void PostStop() => _upload?.Dispose();

    private void Take(DataProtocol.UploadChunk chunk)
    {
        Instruments.DataReceived.Add(chunk.Bytes.Length);
        Answer(upload => upload.Append(chunk.Offset, chunk.Bytes.Span));
    }

    private void Answer(Action<DataUpload> take)
    {
        try
        {
            Sender.Tell(GoOn(take));
        }
        catch (DataRefusedException refused)
        {
            Refuse(refused.Message);
        }
        catch (Exception cause)
        {
            _log.Warning("Data {0} cannot be stored: {1}", _begin.Hash, cause.Message);
            Refuse($"the coordinator cannot store the data: {cause.Message}", mayPass: true);
        }
    }

    private DataProtocol.IReply GoOn(Action<DataUpload> take)
    {
        if (_upload is null && _store.LengthOf(_begin.Hash) is not null)
            return Stored();
        _upload ??= _store.Begin(_begin.Hash, _begin.Length);
        take(_upload);
        if (!_upload.IsWhole)
            return new DataProtocol.UploadAt(_begin.Hash, _begin.UploadId, _upload.Offset);
        _upload.Commit();
        return Stored();
    }

    private DataProtocol.DataStored Stored()
    {
        Context.Stop(Self);
        return new DataProtocol.DataStored(_begin.Hash);
    }

    private void Refuse(string reason, bool mayPass = false)
    {
        Sender.Tell(new DataProtocol.UploadRefused(_begin.Hash, reason) { MayPass = mayPass });
        Context.Stop(Self);
    }
}
