using Akka.Actor;
using Akka.TestKit;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Checkpoints;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Coordination;

public sealed class SweepCoordinatorSpecs : JournaledSpecs
{
    private long _pull;

    [Fact]
    public void A_sweep_that_nobody_submitted_is_unknown()
    {
        Coordinator().Tell(new SweepProtocol.GetResults("nothing"));

        ExpectMsg<SweepProtocol.UnknownSweep>();
    }

    [Fact]
    public void Workers_hear_that_there_is_work()
    {
        var coordinator = Coordinator();
        var worker = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("a", 0, 1), 2), worker.Ref);
        worker.ExpectMsg<WorkerProtocol.NothingOpen>();
        Submit(coordinator);

        worker.ExpectMsg<WorkerProtocol.WorkAvailable>();
    }

    [Fact]
    public void The_trials_of_a_dead_worker_go_to_the_next()
    {
        var coordinator = Coordinator();
        Submit(coordinator);
        var dead = CreateTestProbe();
        var lost = Pull(coordinator, dead, "dead");
        Sys.Stop(dead.Ref);
        var next = CreateTestProbe();
        Lease? found = null;
        AwaitAssert(() =>
        {
            found = Pull(coordinator, next, "next");
            Assert.Equal((lost.Range.Start, 2), (found.Range.Start, found.Attempt));
        });
    }

    [Fact]
    public void A_worker_with_an_unknown_protocol_hears_so_and_gets_nothing()
    {
        var coordinator = Coordinator();
        Submit(coordinator);
        var newer = new WorkerProtocol.PullPack(new SlotRequest("a", 0, 1), 2)
        {
            Speaks = new(ProtocolRange.Ours.Newest + 1, 9),
        };
        coordinator.Tell(newer);

        var expected = new WorkerProtocol.Unfit(newer.SlotRequest, ProtocolRange.Ours);
        Assert.Equal(expected, ExpectMsg<WorkerProtocol.Unfit>());
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 10)]
    public void Several_packs_under_one_lease_are_for_workers_that_know_them(int newest, int packs)
    {
        var coordinator = Coordinator();
        Submit(coordinator, SweepFileWriter.Text(Example.Spec(learningRates: 2) with { Repeats = 20 }, "."));
        var worker = CreateTestProbe();
        var first = Pull(coordinator, worker, "a", newest);
        var outcome = new PackOutcome([0], [Example.OutcomeOf(0), Example.OutcomeOf(1)]);
        coordinator.Tell(new WorkerProtocol.ReportPack("example", first, 0, outcome, 0.1), worker.Ref);

        Assert.Equal(new TrialRange(2, 2 * packs), Pull(coordinator, worker, "a", newest).Range);
    }

    [Fact]
    public void A_sweep_that_comes_as_itself_is_not_read_again()
    {
        var coordinator = Coordinator();
        coordinator.Tell(new SweepProtocol.SubmitSweep("example", "f", "no sweep at all", 1) { Spec = Example.Spec() });
        ExpectMsg<SweepProtocol.SweepAccepted>(Quiet.Patience);

        Pull(coordinator, CreateTestProbe(), "a");
    }

    [Fact]
    public void A_renewal_for_an_unknown_sweep_is_answered_with_LeaseLost()
    {
        var coordinator = Coordinator();
        var at = DateTimeOffset.UnixEpoch;
        var lease = new Lease(1, new(0, 1), 1, new SlotRequest("a", 0, 1), at, at);
        coordinator.Tell(new WorkerProtocol.RenewLease("nothing", lease, null));

        ExpectMsg<WorkerProtocol.LeaseLost>();
    }

    [Fact]
    public void A_worker_that_cannot_train_a_sweep_gets_packs_of_others_only()
    {
        var coordinator = Coordinator();
        Submit(coordinator);
        var (sick, well) = (CreateTestProbe(), CreateTestProbe());
        var pull = new WorkerProtocol.PullPack(new SlotRequest("sick", 0, 1), 1)
        {
            Avoids = ["example"],
            Problem = "the disk is full",
        };
        coordinator.Tell(pull, sick.Ref);
        Assert.Equal(pull.SlotRequest, sick.ExpectMsg<WorkerProtocol.NothingOpen>(Quiet.Patience).SlotRequest);
        Pull(coordinator, well, "well");

        coordinator.Tell(pull with { SlotRequest = new SlotRequest("sick", 0, 2), Avoids = ["another"] }, sick.Ref);
        sick.FishForMessage<WorkerProtocol.PackGranted>(_ => true, Quiet.Patience);
    }

    private IActorRef Coordinator() => Sys.ActorOf(Props.Create(() =>
        new SweepCoordinator(
            TimeProvider.System, ProtocolRange.Ours, new CheckpointsInMemory(), NoLogStore.Instance, false)));

    private void Submit(IActorRef coordinator) => Submit(coordinator, Example.Text);

    private void Submit(IActorRef coordinator, string text)
    {
        coordinator.Tell(new SweepProtocol.SubmitSweep("example", "f", text, 1));
        ExpectMsg<SweepProtocol.SweepAccepted>(Quiet.Patience);
    }

    private Lease Pull(IActorRef coordinator, TestProbe worker, string name) =>
        Pull(coordinator, worker, name, ProtocolRange.Ours.Newest);

    private Lease Pull(IActorRef coordinator, TestProbe worker, string name, int newest)
    {
        Lease? lease = null;
        AwaitAssert(() =>
        {
            var pull = new WorkerProtocol.PullPack(new SlotRequest(name, 0, ++_pull), 1) { Speaks = new(1, newest) };
            coordinator.Tell(pull, worker.Ref);
            lease = worker.FishForMessage<WorkerProtocol.PackGranted>(_ => true, TimeSpan.FromSeconds(1)).Lease;
        });
        return lease!;
    }
}
