using Akka.Actor;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Tests.Coordination.Slots;

public sealed class WorkerRosterTests
{
    private readonly WorkerRoster _roster = new();

    [Fact]
    public void Each_worker_counts_with_the_number_of_slots_that_it_told_last()
    {
        Note("a", 2);
        Note("b", 3);
        Note("a", 2);
        Assert.Equal(5, _roster.Slots);

        Note("a", 4);
        Assert.Equal(7, _roster.Slots);
    }

    [Fact]
    public void The_slots_of_removed_workers_no_longer_count()
    {
        Note("a", 2);
        Note("b", 3);

        Assert.Equal(["a", "b"], _roster.Remove(_ => true).Order());
        Assert.Empty(_roster.Remove(_ => true));
        Assert.Equal(0, _roster.Slots);
    }

    private void Note(string worker, int slots) =>
        _roster.Note(ActorRefs.Nobody, new WorkerProtocol.PullPack(new SlotRequest(worker, 0, 1), slots));
}
