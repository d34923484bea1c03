using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Checkpoints;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Tests.Coordination;

/// <summary>One coordinator with several sweeps, before and after a restart.</summary>
public sealed class ManySweepsSpecs : CoordinatorSpecs
{
    private static readonly TimeSpan Patience = Quiet.Patience;
    private long _pull;

    [Fact]
    public void Packs_are_shared_in_proportion_to_priority()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "light", 1);
        Submit(coordinator, "heavy", 3);
        var packs = Enumerable.Range(0, 4).Select(slot => Pull(coordinator, slot)).ToList();

        Assert.Equal(3, packs.Count(pack => pack.SweepId == "heavy"));
        Assert.Equal(1, packs.Count(pack => pack.SweepId == "light"));
    }

    [Fact]
    public void A_pull_goes_to_the_next_sweep_if_the_first_grants_nothing()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        Submit(coordinator, "second", 1);
        coordinator.Tell(new SweepProtocol.PauseSweep("first"));
        ExpectMsg<SweepProtocol.Done>(Patience);

        var packs = Enumerable.Range(0, 3).Select(slot => Pull(coordinator, slot));
        Assert.All(packs, pack => Assert.Equal("second", pack.SweepId));
    }

    [Fact]
    public void A_repeated_pull_gets_the_pack_that_it_got_before()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        Submit(coordinator, "second", 1);
        var worker = CreateTestProbe();
        var pull = new WorkerProtocol.PullPack(new SlotRequest("a", 0, 1), 1);
        coordinator.Tell(pull, worker.Ref);
        var once = worker.FishForMessage<WorkerProtocol.PackGranted>(_ => true, Patience);
        coordinator.Tell(pull, worker.Ref);
        var twice = worker.FishForMessage<WorkerProtocol.PackGranted>(_ => true, Patience);

        Assert.Equal((once.SweepId, once.Lease), (twice.SweepId, twice.Lease));
    }

    [Fact]
    public void A_repeated_submit_happens_once_and_another_sweep_of_the_same_name_is_refused()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        Submit(coordinator, "first", 1);
        coordinator.Tell(new SweepProtocol.SubmitSweep("first", "other", Example.Text, 1));

        var refused = ExpectMsg<SweepProtocol.SweepRefused>(Patience);
        Assert.Contains("another sweep", refused.Reason, StringComparison.Ordinal);
        Assert.Single(List(coordinator));
    }

    [Fact]
    public void Workers_hear_of_new_work_once_and_not_at_every_pack()
    {
        var coordinator = Coordinator();
        var idle = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("idle", 0, 1), 1), idle.Ref);
        idle.ExpectMsg<WorkerProtocol.NothingOpen>(Patience);
        Submit(coordinator, "first", 1);
        idle.ExpectMsg<WorkerProtocol.WorkAvailable>(Patience);
        Pull(coordinator, 1);
        Pull(coordinator, 2);
        AwaitAssert(() => Assert.Equal(2, List(coordinator)[0].Packs));
        idle.Ref.Tell("nothing came in between");

        idle.ExpectMsg("nothing came in between");
    }

    [Fact]
    public void A_text_that_is_no_sweep_is_refused()
    {
        var coordinator = Coordinator();
        coordinator.Tell(new SweepProtocol.SubmitSweep("first", "f", "sweep { nmae = x }", 1));

        Assert.Contains("nmae", ExpectMsg<SweepProtocol.SweepRefused>(Patience).Reason, StringComparison.Ordinal);
        Assert.Empty(List(coordinator));
    }

    [Fact]
    public void A_coordinator_that_starts_again_goes_on_with_all_sweeps()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        Submit(coordinator, "second", 5);
        coordinator.Tell(new SweepProtocol.CancelSweep("first"));
        ExpectMsg<SweepProtocol.Done>(Patience);
        AwaitAssert(() => Assert.Equal(SweepPhase.Cancelled, List(coordinator)[0].Phase));
        Watch(coordinator);
        Sys.Stop(coordinator);
        ExpectTerminated(coordinator);
        var again = Coordinator();
        var sweeps = List(again);

        Assert.Equal(["first", "second"], sweeps.Select(sweep => sweep.SweepId));
        Assert.Equal((SweepPhase.Cancelled, 5), (sweeps[0].Phase, sweeps[1].Priority));
        Assert.Equal(160, sweeps[0].Account.Cancelled);
        Assert.Equal("second", Pull(again, 0).SweepId);
        again.Tell(new SweepProtocol.GetResults("first"));
        Assert.Equal(160, ExpectMsg<SweepProtocol.SweepResultsReply>(Patience).Results.Account.Cancelled);
    }

    [Fact]
    public void A_coordinator_that_starts_again_still_knows_the_outcome_of_an_ended_sweep()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        Report(coordinator, Pull(coordinator, 0));
        ExpectMsg<WorkerProtocol.Recorded>(Patience);
        coordinator.Tell(new SweepProtocol.CancelSweep("first"));
        ExpectMsg<SweepProtocol.Done>(Patience);
        AwaitAssert(() => Assert.Equal(SweepPhase.Cancelled, List(coordinator)[0].Phase), Patience);
        var before = List(coordinator)[0];
        Watch(coordinator);
        Sys.Stop(coordinator);
        ExpectTerminated(coordinator);
        var after = List(Coordinator())[0];

        Assert.NotEmpty(before.Highlights.Best);
        Assert.Equal(("rmse", null), (before.Course.Objective, before.Course.ActiveSince));
        Assert.True(before.Course.Worked > TimeSpan.Zero);
        Assert.Equal((before.Highlights, before.Course), (after.Highlights, after.Course));
    }

    [Fact]
    public void A_running_sweep_tells_since_when_it_works_and_a_paused_one_how_long_it_has_worked()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        AwaitAssert(() => Assert.NotNull(List(coordinator)[0].Course.ActiveSince), Patience);
        coordinator.Tell(new SweepProtocol.PauseSweep("first"));
        ExpectMsg<SweepProtocol.Done>(Patience);
        AwaitAssert(() => Assert.Null(List(coordinator)[0].Course.ActiveSince), Patience);

        Assert.True(List(coordinator)[0].Course.Worked > TimeSpan.Zero);
    }

    [Fact]
    public async Task Clients_hear_of_a_journal_that_cannot_be_written_and_it_is_tried_again()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        await Writes.Fail();
        coordinator.Tell(new SweepProtocol.SubmitSweep("second", "f", Example.Text, 1));
        var interrupted = ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);
        Assert.Contains("journal", interrupted.Reason, StringComparison.Ordinal);
        coordinator.Tell(new SweepProtocol.PauseSweep("first"));
        ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);
        AwaitAssert(() => Assert.Equal(SweepPhase.Interrupted, Assert.Single(List(coordinator)).Phase), Patience);
        Assert.Contains("journal", List(coordinator)[0].Problem, StringComparison.Ordinal);
        await Writes.Pass();

        AwaitAssert(() => Assert.Empty(Assert.Single(List(coordinator)).Problem), Patience);
        Assert.Equal("first", Pull(coordinator, 0).SweepId);
        Submit(coordinator, "second", 1);
    }

    [Fact]
    public async Task A_sweep_whose_journal_fails_says_why_keeps_its_account_and_goes_on()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        var done = Pull(coordinator, 0);
        Report(coordinator, done);
        ExpectMsg<WorkerProtocol.Recorded>(Patience);
        var open = Pull(coordinator, 1);
        await Writes.Fail();
        Report(coordinator, open);
        ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);
        AwaitAssert(() =>
        {
            var sweep = List(coordinator)[0];
            Assert.Equal((SweepPhase.Interrupted, 0), (sweep.Phase, sweep.Packs));
        }, Patience);
        var interrupted = List(coordinator)[0];

        Assert.Contains("the journal cannot be written", interrupted.Problem, StringComparison.Ordinal);
        Assert.Equal(done.Lease.Range.Count, interrupted.Account.Complete);
        await Writes.Pass();
        AwaitAssert(() => Assert.Empty(List(coordinator)[0].Problem), Patience);
        Report(coordinator, open);
        FishForMessage<WorkerProtocol.Recorded>(_ => true, Patience);
        Assert.Equal(done.Lease.Range.Count + open.Lease.Range.Count, List(coordinator)[0].Account.Complete);
    }

    [Fact]
    public void A_sweep_whose_actor_stops_on_an_error_says_so_and_goes_on()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        var sweep = LastSender;
        sweep.Tell(Kill.Instance);
        var interrupted = ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);

        Assert.Contains("stopped on an error", interrupted.Reason, StringComparison.Ordinal);
        AwaitAssert(() => Assert.Equal(SweepPhase.Queued, List(coordinator)[0].Phase), Patience);
        Assert.Equal("first", Pull(coordinator, 0).SweepId);
    }

    [Fact]
    public void A_list_of_sweeps_that_stops_on_an_error_is_opened_again()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first", 1);
        Sys.ActorSelection(coordinator.Path / "*").Tell(Kill.Instance);

        AwaitAssert(() => Assert.Equal(SweepPhase.Interrupted, List(coordinator)[0].Phase), Patience);
        AwaitAssert(() => Assert.Equal(SweepPhase.Queued, List(coordinator)[0].Phase), Patience);
        // The list may be away for a moment longer than the sweep: a client submits again until it is answered.
        AwaitAssert(
            () =>
            {
                coordinator.Tell(new SweepProtocol.SubmitSweep("second", "f", Example.Text, 1));
                Assert.Equal("second", ExpectMsg<SweepProtocol.SweepAccepted>(Patience).SweepId);
            },
            Patience);
    }

    [Fact]
    public async Task A_worker_that_leaves_while_the_list_of_sweeps_cannot_be_written_is_off_the_roster()
    {
        var cluster = Akka.Cluster.Cluster.Get(Sys);
        await cluster.JoinAsync(cluster.SelfAddress, TestContext.Current.CancellationToken);
        var coordinator = Coordinator();
        var worker = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("a", 0, 1), 3), worker.Ref);
        AwaitAssert(() => Assert.Equal(3, Nodes(coordinator).Sum(node => node.Slots)), Patience);
        await Writes.Fail();
        coordinator.Tell(new SweepProtocol.SubmitSweep("first", "f", Example.Text, 1));
        ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);
        Watch(worker.Ref);
        Sys.Stop(worker.Ref);
        ExpectTerminated(worker.Ref);
        await Writes.Pass();
        AwaitAssert(() => Assert.Empty(List(coordinator)), Patience);

        Assert.Equal(0, Nodes(coordinator).Sum(node => node.Slots));
    }

    [Fact]
    public async Task The_list_of_nodes_has_the_updates_per_second_of_a_worker_until_it_leaves()
    {
        var cluster = Akka.Cluster.Cluster.Get(Sys);
        await cluster.JoinAsync(cluster.SelfAddress, TestContext.Current.CancellationToken);
        var coordinator = Coordinator();
        var worker = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.TellThroughput("worker", 1e6), worker.Ref);
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("worker", 0, 1), 2), worker.Ref);
        coordinator.Tell(new WorkerProtocol.TellThroughput("worker", 3.5e8), worker.Ref);
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("worker", 1, 1), 2), worker.Ref);

        AwaitAssert(() => Assert.Equal(3.5e8, Nodes(coordinator).Sum(node => node.UpdatesPerSecond)), Patience);
        Sys.Stop(worker.Ref);
        AwaitAssert(() => Assert.Equal(0, Nodes(coordinator).Sum(node => node.UpdatesPerSecond)), Patience);
    }

    [Fact]
    public async Task A_coordinator_knows_a_busy_worker_that_has_not_asked_it_for_anything()
    {
        var cluster = Akka.Cluster.Cluster.Get(Sys);
        await cluster.JoinAsync(cluster.SelfAddress, TestContext.Current.CancellationToken);
        var coordinator = Coordinator();
        var worker = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.TellThroughput("worker", 1e6) { Slots = 3, Busy = [0, 2] }, worker.Ref);

        AwaitAssert(() =>
        {
            var node = Assert.Single(Nodes(coordinator));
            Assert.Equal((3, 2, 1e6), (node.Slots, node.Busy, node.UpdatesPerSecond));
        }, Patience);
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("worker", 2, 8), 3), worker.Ref);
        worker.ExpectMsg<WorkerProtocol.NothingOpen>(Patience);
        Assert.Equal((3, 1), (Nodes(coordinator)[0].Slots, Nodes(coordinator)[0].Busy));
        Sys.Stop(worker.Ref);
        AwaitAssert(() => Assert.Equal(0, Nodes(coordinator)[0].Slots), Patience);
    }

    private IActorRef Coordinator() => Sys.ActorOf(Props.Create(() =>
        new SweepCoordinator(
            TimeProvider.System, ProtocolRange.Ours, new CheckpointsInMemory(), NoLogStore.Instance, false)));

    private void Submit(IActorRef coordinator, string sweepId, int priority)
    {
        coordinator.Tell(new SweepProtocol.SubmitSweep(sweepId, "f", Example.Text, priority));
        ExpectMsg<SweepProtocol.SweepAccepted>(Patience);
    }

    private ImmutableArray<NodeStatus> Nodes(IActorRef coordinator)
    {
        var client = CreateTestProbe();
        coordinator.Tell(new SweepProtocol.ListNodes(), client.Ref);
        return client.ExpectMsg<SweepProtocol.NodeList>(Patience).Nodes;
    }

    private WorkerProtocol.PackGranted Pull(IActorRef coordinator, int slot)
    {
        var worker = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest($"worker {slot}", 0, ++_pull), 1), worker.Ref);
        return worker.FishForMessage<WorkerProtocol.PackGranted>(_ => true, Patience);
    }
}
