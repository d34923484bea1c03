using Akka.Actor;
using Akka.Cluster;
using SweepCluster.Cluster.Data.Stores;

namespace SweepCluster.Cluster.Forming;

/// <summary>Keeps the workers' addresses in a file, so that a restarted coordinator finds its cluster.</summary>
internal sealed class KnownWorkers : ReceiveActor
{
    private const string FileName = "workers.txt";

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly string _folder;

    public KnownWorkers(string folder)
    {
        _folder = folder;
        Receive<ClusterEvent.IMemberEvent>(_ => Keep());
    }

    /// <summary>HOST:PORT of each worker that the file lists.</summary>
    public static IReadOnlyList<string> Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    protected override void PreStart() => _cluster.Subscribe(
        Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Keep()
    {
        var workers = _cluster.State.Members.Where(member => member.HasRole(NodeRoles.Worker))
            .Select(member => NodeIdentity.AddressOf(member.Address));
        var file = Path.Combine(_folder, FileName);
        try
        {
            PrivateFiles.MakeOwnFile(file + ".tmp");
            File.WriteAllLines(file + ".tmp", workers);
            File.Move(file + ".tmp", file, overwrite: true);
        }
        catch (IOException)
        {
            // Without the list a restart takes some seconds longer. The journal reports a full disk.
        }
    }
}
