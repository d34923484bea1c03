using Akka.Actor;
using Akka.Hosting;
using Akka.Routing;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data;

/// <summary>Takes data from clients and gives them to workers; one on each coordinator node.</summary>
/// <remarks>
/// Only forwards messages: its children wait for the store, on threads of their own. The number of uploads and the
/// children's mailboxes bound the memory; a message that does not fit is dropped, and its sender sends it again.
/// </remarks>
public sealed class DataServer : ReceiveActor
{
    private const int MostUploads = 16;
    private const int Readers = 2;

    private readonly IDataStore _store;
    private readonly TimeSpan _patience;
    private readonly IActorRef _readers;
    private readonly Dictionary<Guid, IActorRef> _uploads = [];

    /// <summary>Made once per node.</summary>
    /// <param name="store">Keeps the data.</param>
    /// <param name="patience">The longest silence of an upload before it is dropped.</param>
    public DataServer(IDataStore store, TimeSpan patience)
    {
        (_store, _patience) = (store, patience);
        _readers = Context.ActorOf(DataReader.Props(store).WithRouter(new RoundRobinPool(Readers)), "readers");
        Receive<DataProtocol.BeginUpload>(Begin);
        Receive<DataProtocol.UploadChunk>(Take);
        Receive<DataProtocol.ReadChunk>(read => _readers.Forward(read));
        Receive<DataProtocol.ForgetData>(forget => _readers.Forward(forget));
        Receive<Terminated>(terminated => Forget(terminated.ActorRef));
    }

    /// <summary>How to make one.</summary>
    public static Props Props(IDataStore store, TimeSpan patience) =>
        Akka.Actor.Props.Create(() => new DataServer(store, patience));

    private void Begin(DataProtocol.BeginUpload begin)
    {
        if (_uploads.TryGetValue(begin.UploadId, out var upload))
            upload.Forward(begin);
        else if (_uploads.Count < MostUploads)
            Open(begin).Forward(begin);
        else
            Sender.Tell(new DataProtocol.UploadRefused(
                begin.Hash, $"{MostUploads} uploads are under way already: try again in a minute")
            { MayPass = true });
    }

    private IActorRef Open(DataProtocol.BeginUpload begin)
    {
        var upload = Context.ActorOf(UploadReceiver.Props(_store, begin, _patience));
        return _uploads[begin.UploadId] = Context.Watch(upload);
    }

    private void Take(DataProtocol.UploadChunk chunk)
    {
        if (_uploads.TryGetValue(chunk.UploadId, out var upload))
            upload.Forward(chunk);
        else
            _readers.Forward(new DataReader.AfterUpload(chunk.Hash, chunk.UploadId));
    }

    private void Forget(IActorRef ended)
    {
        foreach (var id in _uploads.Where(upload => upload.Value.Equals(ended)).Select(upload => upload.Key).ToList())
            _uploads.Remove(id);
    }
}

/// <summary>Starts a node's data server.</summary>
public static class DataServerHosting
{
    /// <summary>The name of the actor, the same on each node: its path is <c>/user/data</c>.</summary>
    public const string Name = "data";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Adds a data server to a coordinator node, with the settings it needs.</summary>
    /// <param name="builder">The node.</param>
    /// <param name="store">Keeps the data.</param>
    public static AkkaConfigurationBuilder AddDataServer(this AkkaConfigurationBuilder builder, IDataStore store) =>
        builder
            .AddHocon(DataTransferConfiguration.Config, HoconAddMode.Append)
            .WithActors((system, registry) =>
                registry.Register<DataServer>(system.ActorOf(DataServer.Props(store, Patience), Name)));
}
