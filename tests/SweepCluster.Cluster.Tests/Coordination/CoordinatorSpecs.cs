using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Tests.Coordination;

/// <summary>What several specs of the coordinator share: its clients and workers.</summary>
public abstract class CoordinatorSpecs : JournaledSpecs
{
    protected ImmutableArray<SweepStatus> List(IActorRef coordinator)
    {
        var client = CreateTestProbe();
        coordinator.Tell(new SweepProtocol.ListSweeps(), client.Ref);
        return client.ExpectMsg<SweepProtocol.SweepList>(Quiet.Patience).Sweeps;
    }

    protected static void Report(IActorRef coordinator, WorkerProtocol.PackGranted pack)
    {
        var range = pack.Lease.Range;
        coordinator.Tell(
            new WorkerProtocol.ReportPack(pack.SweepId, pack.Lease, range.Start, Example.PackOf(range), 1));
    }
}
