using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Tells a worker node now and then how far one of its packs has come.</summary>
/// <param name="pack">The pack.</param>
/// <param name="node">The worker node.</param>
/// <param name="updates">Counts the node's updates.</param>
internal sealed class KeptCheckpoints(WorkerProtocol.PackGranted pack, IActorRef node, UpdateMeter updates) : ICheckpoints
{
    // What a node that leaves, or is killed, loses at most besides its last epoch; copying 64 KB so often costs nothing.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();

    public PackCheckpoint? Start => pack.Checkpoint;

    public bool WantsNow => _sinceLast.Elapsed >= Every;

    public void Keep(PackCheckpoint checkpoint)
    {
        _sinceLast.Restart();
        node.Tell(new WorkerInputs.GotAhead(pack.SweepId, pack.Lease, checkpoint), ActorRefs.NoSender);
    }

    public void Made(long count)
    {
        updates.Add(count);
        Instruments.WorkerUpdates.Add(count);
    }
}
