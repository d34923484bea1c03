using Akka.Actor;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Coordination.Slots;

public sealed class WorkerFitTests
{
    private static readonly TrialResources Two = new(2, 0);
    private static readonly TrialResources Gpu = new(1, 1);

    private readonly WorkerRoster _roster = new();

    [Fact]
    public void A_worker_fits_once_enough_of_its_slots_are_free()
    {
        var (first, second) = (Pull("a", 0, slots: 2), Pull("a", 1, slots: 2));
        Assert.Equal(WorkerFit.Fits, _roster.FitOf(first, Two));
        Grant(first, TrialResources.Usual);

        Assert.Equal(WorkerFit.LacksSlots, _roster.FitOf(second, Two));
        Pull("a", 0, slots: 2, pull: 2);
        Assert.Equal(WorkerFit.Fits, _roster.FitOf(second, Two));
    }

    [Fact]
    public void What_another_slot_may_be_about_to_get_counts_as_taken()
    {
        var (first, second) = (Pull("a", 0, slots: 2, gpus: 1), Pull("a", 1, slots: 2, gpus: 1));
        _roster.Ask(first, Gpu);

        Assert.Equal(WorkerFit.LacksGpus, _roster.FitOf(second, Gpu));
        _roster.Ask(first, default);
        Assert.Equal(WorkerFit.Fits, _roster.FitOf(second, Gpu));
    }

    [Fact]
    public void A_worker_that_is_too_small_never_fits_nor_does_an_old_one()
    {
        Assert.Equal(WorkerFit.Never, _roster.FitOf(Pull("small", 0, slots: 1), Two));
        Assert.Equal(WorkerFit.Never, _roster.FitOf(Pull("none", 0, slots: 8), Gpu));
        Assert.Equal(WorkerFit.Never, _roster.FitOf(Pull("old", 0, slots: 8, newest: 4), Two));
        Assert.Equal(WorkerFit.Fits, _roster.FitOf(Pull("old", 0, slots: 8, newest: 4), TrialResources.Usual));
    }

    [Fact]
    public void A_slot_is_reserved_on_no_more_workers_than_trials_wait()
    {
        Assert.True(_roster.Reserve(Pull("a", 0, slots: 2), "wide", open: 1));
        Assert.False(_roster.Reserve(Pull("b", 0, slots: 2), "wide", open: 1));
        Assert.True(_roster.Reserve(Pull("a", 0, slots: 2, pull: 2), "wide", open: 1));
    }

    [Fact]
    public void GPUs_kept_for_a_larger_pack_go_to_no_smaller_one()
    {
        var slot = Pull("a", 0, slots: 2, gpus: 2);
        _roster.KeepGpus(slot);

        Assert.Equal(WorkerFit.LacksGpus, _roster.FitOf(slot, Gpu));
        Assert.Equal(WorkerFit.Fits, _roster.FitOf(slot, Two));
        Assert.Equal(WorkerFit.Fits, _roster.FitOf(Pull("a", 0, slots: 2, gpus: 2, pull: 2), Gpu));
    }

    [Fact]
    public void Busy_slots_are_all_that_packs_take()
    {
        Grant(Pull("a", 0, slots: 4), new(3, 0));

        Assert.Equal(3, _roster.Busy);
    }

    private void Grant(SlotRequest slot, TrialResources takes)
    {
        _roster.Ask(slot, takes);
        _roster.Granted(slot);
    }

    private SlotRequest Pull(string worker, int slot, int slots, int gpus = 0, int pull = 1, int newest = 5)
    {
        var request = new SlotRequest(worker, slot, pull);
        _roster.Note(ActorRefs.Nobody, new WorkerProtocol.PullPack(request, slots)
        {
            Gpus = gpus,
            Speaks = new(1, newest),
        });
        _roster.Begin(request, []);
        return request;
    }
}
