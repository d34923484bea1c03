using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work;

public sealed class TakenResourcesTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_pack_of_two_slots_takes_another_one_which_asks_for_nothing_meanwhile()
    {
        var step = WorkerDecisions.Decide(Worker(3, 0), Pack(0, 2, 0));

        Assert.IsType<WorkerEffects.Train>(Assert.Single(step.Effects));
        Assert.Equal([false, true, false], step.State.Slots.Select(slot => slot.IsFree));
        for (var tick = 0; tick < 20; tick++)
        {
            step = WorkerDecisions.Decide(step.State, new WorkerInputs.Tick());
            Assert.All(Pulls(step), pull => Assert.Equal(1, pull.SlotRequest.Slot));
        }

        Assert.Equal([1], Pulls(WorkerDecisions.Decide(step.State, new WorkerProtocol.WorkAvailable()))
            .Select(pull => pull.SlotRequest.Slot));
    }

    [Fact]
    public void When_it_ends_all_its_slots_ask_anew()
    {
        var pack = Pack(0, 2, 0);
        var step = WorkerDecisions.Decide(WorkerDecisions.Decide(Worker(2, 0), pack).State, new WorkerInputs.Failed(
            pack.SweepId, pack.Lease, "it threw"));
        step = WorkerDecisions.Decide(step.State, new WorkerProtocol.Recorded(pack.SweepId, pack.Lease, 0));

        Assert.Equal([new("node", 0, 2), new("node", 1, 2)], Pulls(step).Select(pull => pull.SlotRequest));
        Assert.All(step.State.Slots, slot => Assert.True(slot.IsFree));
    }

    [Fact]
    public void A_pack_whose_lease_is_lost_frees_all_its_slots_too()
    {
        var pack = Pack(1, 2, 0);
        var step = WorkerDecisions.Decide(
            WorkerDecisions.Decide(Worker(2, 0), pack).State, new WorkerProtocol.LeaseLost(pack.SweepId, pack.Lease));

        Assert.Equal(2, Pulls(step).Count());
        Assert.True(step.State.HoldsNothing);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 2)]
    public void A_pack_for_which_not_enough_is_free_is_handed_back(int slots, int gpus)
    {
        var state = WorkerDecisions.Decide(Worker(2, 2), Pack(0, 1, 1)).State;
        var step = WorkerDecisions.Decide(state, Pack(1, slots, gpus));

        var said = Assert.IsType<WorkerEffects.Say>(Assert.Single(step.Effects));
        Assert.IsType<WorkerProtocol.HandBack>(said.Message);
        Assert.Equal(state, step.State);
    }

    [Fact]
    public void A_worker_that_leaves_hands_a_wide_pack_back_once()
    {
        var state = WorkerDecisions.Decide(Worker(2, 0), Pack(0, 2, 0)).State;
        var step = WorkerDecisions.Decide(state, new WorkerInputs.Leave());
        Assert.Single(step.Effects.OfType<WorkerEffects.Say>());
        step = WorkerDecisions.Decide(
            step.State, new WorkerProtocol.Recorded("example", Pack(0, 2, 0).Lease, 0));

        Assert.IsType<WorkerEffects.Left>(Assert.Single(step.Effects));
    }

    private static IEnumerable<WorkerProtocol.PullPack> Pulls(WorkerStep step) =>
        step.Effects.OfType<WorkerEffects.Say>().Select(say => say.Message).OfType<WorkerProtocol.PullPack>();

    private static WorkerState Worker(int slots, int gpus) => WorkerState.New("node", slots) with { Gpus = gpus };

    private static WorkerProtocol.PackGranted Pack(int slot, int slots, int gpus)
    {
        var lease = new Lease(
            slot + 1, new TrialRange(0, 1), 1, new SlotRequest("node", slot, 1), Noon, Noon.AddSeconds(15));
        var spec = Example.Spec() with { Objective = new WideSpec(new(slots, gpus)) };
        return new WorkerProtocol.PackGranted("example", lease, spec, "f", null);
    }
}
