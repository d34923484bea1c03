using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.TestKit;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination.Sweep;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Checkpoints;
using SweepCluster.Cluster.Tests.Simulation;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Coordination.Sweep;

public sealed class SweepActorSpecs : JournaledSpecs
{
    private readonly CheckpointsInMemory _checkpoints = new();
    private readonly IActorRef _keeper;
    private readonly IActorRef _logs = ActorRefs.Nobody;
    private long _pull;

    public SweepActorSpecs() => _keeper = Sys.ActorOf(CheckpointKeeper.Props(_checkpoints));

    [Fact]
    public void A_pack_is_granted_recorded_and_counted()
    {
        var sweep = Submitted();
        var lease = Pull(sweep, "a");
        sweep.Tell(Report(lease));

        Assert.Equal(lease, ExpectMsg<WorkerProtocol.Recorded>().Lease);
        Assert.Equal(lease.Range.Count, Results(sweep).Account.Complete);
    }

    [Fact]
    public async Task Packs_are_granted_while_the_journal_writes_and_results_confirmed_after_that()
    {
        var sweep = Submitted();
        Lease[] leases = [Pull(sweep, "a"), Pull(sweep, "b")];
        var busy = new BusyJournal();
        await Writes.SetInterceptorAsync(busy);
        foreach (var lease in leases)
            sweep.Tell(Report(lease));
        // Even a repeated report must not be confirmed earlier.
        sweep.Tell(Report(leases[0]));

        Assert.DoesNotContain(Pull(sweep, "c").Id, leases.Select(lease => lease.Id));
        Assert.Equal(0, Results(sweep).Account.Complete);
        busy.Written.SetResult();
        Assert.Equal([leases[0].Id, leases[1].Id, leases[0].Id], [RecordedId(), RecordedId(), RecordedId()]);
        Assert.Equal(leases.Sum(lease => lease.Range.Count), Results(sweep).Account.Complete);

        long RecordedId() => ExpectMsg<WorkerProtocol.Recorded>().Lease.Id;
    }

    [Fact]
    public void A_sweep_whose_trials_print_nothing_says_so()
    {
        Submitted().Tell(new SweepProtocol.GetTrialLog("example", 0, LogCursor.Tail));

        var refused = ExpectMsg<SweepProtocol.SweepRefused>(Quiet.Patience);
        Assert.EndsWith("its trials print nothing", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Stale_attempt_is_answered_with_LeaseLost()
    {
        var sweep = Submitted();
        var lease = Pull(sweep, "a");
        sweep.Tell(new WorkerProtocol.HandBack("example", lease, null));
        ExpectMsg<WorkerProtocol.Recorded>();
        sweep.Tell(new WorkerProtocol.RenewLease("example", lease, null));

        Assert.Equal(lease, ExpectMsg<WorkerProtocol.LeaseLost>().Lease);
    }

    [Fact]
    public void The_loser_of_two_attempts_hears_so_at_once()
    {
        var sweep = Submitted();
        var (slow, fast) = (CreateTestProbe(), CreateTestProbe());
        Lease? oldest = null;
        while (Ask(sweep, slow, "slow", ProtocolRange.Untold) is { } lease)
            oldest ??= lease;
        var backup = Ask(sweep, fast, "fast")!;
        Assert.Equal(oldest!.Range, backup.Range);
        sweep.Tell(Report(backup), fast.Ref);

        fast.ExpectMsg<WorkerProtocol.Recorded>();
        Assert.Equal(oldest.Id, slow.ExpectMsg<WorkerProtocol.LeaseLost>().Lease.Id);
    }

    [Fact]
    public void A_paused_sweep_of_programs_takes_back_what_has_not_begun()
    {
        var sweep = Submitted(SimulatedTrials.InTurn(Example.Spec()));
        var worker = CreateTestProbe();
        var first = Ask(sweep, worker, "worker")!;
        Assert.Equal(1, first.Range.Count);
        sweep.Tell(Report(first, seconds: 0.001), worker.Ref);
        worker.ExpectMsg<WorkerProtocol.Recorded>();
        Assert.Equal(1, Ask(sweep, worker, "of an older version", new ProtocolRange(1, 4))!.Range.Count);
        var several = Ask(sweep, worker, "worker")!;
        Assert.True(several.Range.Count > 1);
        sweep.Tell(new SweepProtocol.PauseSweep("example"));

        Assert.Equal(several, worker.ExpectMsg<WorkerProtocol.SplitPack>().Lease);
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(2, 0, false)]
    [InlineData(1, 1, false)]
    public void Trials_that_take_several_slots_or_GPUs_are_leased_one_at_a_time(int slots, int gpus, bool several)
    {
        var sweep = Submitted(SimulatedTrials.InTurn(Example.Spec(), new TrialResources(slots, gpus)));
        var worker = CreateTestProbe();
        sweep.Tell(Report(Ask(sweep, worker, "worker")!, seconds: 0.001), worker.Ref);
        worker.ExpectMsg<WorkerProtocol.Recorded>();

        Assert.Equal(several, Ask(sweep, worker, "worker")!.Range.Count > 1);
    }

    [Fact]
    public void A_waiting_slot_gets_at_once_what_another_gives_up()
    {
        var sweep = Submitted();
        var (busy, free) = (CreateTestProbe(), CreateTestProbe());
        Lease? last = null;
        while (Ask(sweep, busy, "busy") is { } lease)
            last = lease;
        var asked = busy.FishForMessage<WorkerProtocol.SplitPack>(_ => true).Lease;
        Assert.Equal(last!.Id, asked.Id);
        Assert.Null(Ask(sweep, free, "free"));
        var kept = asked with { Range = new TrialRange(asked.Range.Start, 16) };
        var rest = SimulatedTrials.CheckpointOf(TrialRange.Between(kept.Range.End, asked.Range.End), 2);
        sweep.Tell(new WorkerProtocol.YieldPart("example", kept, rest), busy.Ref);

        // It goes to the slot that has waited longest, and for which the sweep asked.
        var granted = busy.FishForMessage<WorkerProtocol.PackGranted>(_ => true);
        Assert.Equal((rest.Range, 2), (granted.Lease.Range, granted.Checkpoint!.Steps));
        Assert.Equal(rest.Start, busy.FishForMessage<WorkerProtocol.Recorded>(_ => true).First);
    }

    [Fact]
    public void No_slot_is_asked_to_give_up_trials_while_another_sweep_has_open_ones()
    {
        var sweep = Submitted();
        var busy = CreateTestProbe();
        while (Ask(sweep, busy, "busy", others: true) is not null)
        {
        }

        busy.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_pack_that_is_handed_back_with_a_checkpoint_goes_on_from_there()
    {
        var sweep = Submitted();
        var lease = Pull(sweep, "a");
        var checkpoint = SimulatedTrials.CheckpointOf(lease.Range, 2);
        sweep.Tell(new WorkerProtocol.HandBack("example", lease, checkpoint));
        ExpectMsg<WorkerProtocol.Recorded>();
        sweep.Tell(new WorkerProtocol.SharedPull(new SlotRequest("b", 0, 1), 1, ProtocolRange.Ours, false));

        Assert.Equal(checkpoint.Steps, ExpectMsg<WorkerProtocol.PackGranted>().Checkpoint!.Steps);
    }

    [Fact]
    public void After_a_restart_trials_go_on_from_their_checkpoints_which_are_forgotten_at_the_end()
    {
        var sweep = Submitted();
        var (first, second) = (Pull(sweep, "a"), Pull(sweep, "b"));
        sweep.Tell(new WorkerProtocol.RenewLease("example", first, SimulatedTrials.CheckpointOf(first.Range, 2)));
        sweep.Tell(new WorkerProtocol.HandBack("example", second, SimulatedTrials.CheckpointOf(second.Range, 3)));
        ExpectMsg<WorkerProtocol.Recorded>();
        AwaitCondition(() => _checkpoints.Read("example").Count == 2, Quiet.Patience);
        Watch(sweep);
        sweep.Tell(PoisonPill.Instance);
        ExpectTerminated(sweep, Quiet.Patience);

        sweep = Submitted();
        var granted = new List<WorkerProtocol.PackGranted>();
        while (Ask(sweep) is { } pack)
            granted.Add(pack);
        Assert.Equal(2, granted.Single(pack => pack.Lease.Range.Start == first.Range.Start).Checkpoint!.Steps);
        Assert.Equal(3, granted.Single(pack => pack.Lease.Range.Start == second.Range.Start).Checkpoint!.Steps);
        foreach (var pack in granted)
            sweep.Tell(Report(pack.Lease));
        ReceiveN(granted.Count, Quiet.Patience);
        AwaitCondition(() => _checkpoints.Read("example").Count == 0, Quiet.Patience);

        WorkerProtocol.PackGranted? Ask(IActorRef sweep)
        {
            var slot = new SlotRequest("c", (int)++_pull, 1);
            sweep.Tell(new WorkerProtocol.SharedPull(slot, 1, ProtocolRange.Ours, OthersOffer: true));
            return ExpectMsg<WorkerProtocol.IToWorker>(Quiet.Patience) as WorkerProtocol.PackGranted;
        }
    }

    [Fact]
    public void A_renewal_after_the_time_is_up_ends_the_sweep()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var spec = Example.Spec() with { Stop = new StopRules(TimeSpan.FromMinutes(1), 0, 0) };
        var sweep = Sys.ActorOf(SweepActor.Props("example", spec, "f", clock, _keeper, _logs));
        sweep.Tell(new SweepProtocol.SubmitSweep("example", "f", Example.Text, 1));
        ExpectMsg<SweepProtocol.SweepAccepted>(Quiet.Patience);
        var lease = Pull(sweep, "a");
        clock.Advance(TimeSpan.FromMinutes(2));
        sweep.Tell(new WorkerProtocol.RenewLease("example", lease, null));

        Assert.Equal(lease.Id, ExpectMsg<WorkerProtocol.LeaseLost>().Lease.Id);
        Assert.Equal(160, Results(sweep).Account.Cancelled);
    }

    [Fact]
    public void After_a_restart_results_are_still_there_and_leased_trials_open_again()
    {
        var sweep = Submitted();
        var done = Pull(sweep, "a");
        sweep.Tell(Report(done));
        ExpectMsg<WorkerProtocol.Recorded>();
        var open = Pull(sweep, "a");
        Watch(sweep);
        Sys.Stop(sweep);
        ExpectTerminated(sweep);
        var again = Submitted();

        Assert.Equal(done.Range.Count, Results(again).Account.Complete);
        var lease = Pull(again, "b");
        Assert.Equal((open.Range.Start, 2), (lease.Range.Start, lease.Attempt));
        Assert.True(lease.Id > open.Id);
    }

    [Fact]
    public async Task Followers_hear_of_a_journal_that_cannot_be_written_and_nothing_is_confirmed()
    {
        var sweep = Submitted();
        var lease = Pull(sweep, "a");
        sweep.Tell(new SweepProtocol.FollowSweep("example", TestActor));
        ExpectMsg<SweepProtocol.SweepProgress>();
        Watch(sweep);
        await Writes.Fail();
        sweep.Tell(Report(lease));

        ExpectMsg<SweepProtocol.SweepInterrupted>();
        ExpectTerminated(sweep);
    }

    [Fact]
    public void Followers_hear_of_every_result_and_of_the_end()
    {
        var sweep = Submitted();
        sweep.Tell(new SweepProtocol.FollowSweep("example", CreateTestProbe().Ref));
        var follower = CreateTestProbe();
        sweep.Tell(new SweepProtocol.FollowSweep("example", follower.Ref));
        for (var done = 0L; done < 160;)
        {
            var lease = Pull(sweep, "a");
            sweep.Tell(Report(lease));
            ExpectMsg<WorkerProtocol.Recorded>();
            done += lease.Range.Count;
        }

        var end = (SweepProtocol.SweepProgress)follower.FishForMessage(
            message => message is SweepProtocol.SweepProgress { Ended: not null });
        Assert.Equal((EndReason.Finished, 160), (end.Ended, end.Account.Complete));
    }

    private IActorRef Submitted(SweepSpec? spec = null)
    {
        var sweep = Sys.ActorOf(SweepActor.Props(
            "example", spec ?? Example.Spec(), "f", TimeProvider.System, _keeper, _logs));
        sweep.Tell(new SweepProtocol.SubmitSweep("example", "f", Example.Text, 1));
        ExpectMsg<SweepProtocol.SweepAccepted>(Quiet.Patience);
        return sweep;
    }

    private Lease? Ask(
        IActorRef sweep, TestProbe worker, string name, ProtocolRange? speaks = null, bool others = false)
    {
        var slot = new SlotRequest(name, (int)++_pull, 1);
        sweep.Tell(new WorkerProtocol.SharedPull(slot, 1, speaks ?? ProtocolRange.Ours, others), worker.Ref);
        return (worker.ExpectMsg<WorkerProtocol.IToWorker>() as WorkerProtocol.PackGranted)?.Lease;
    }

    private Lease Pull(IActorRef sweep, string worker)
    {
        sweep.Tell(new WorkerProtocol.SharedPull(new SlotRequest(worker, 0, ++_pull), 1, ProtocolRange.Ours, false));
        return ExpectMsg<WorkerProtocol.PackGranted>().Lease;
    }

    private Sweeps.Results.SweepResults Results(IActorRef sweep)
    {
        sweep.Tell(new SweepProtocol.GetResults("example"));
        return ExpectMsg<SweepProtocol.SweepResultsReply>().Results;
    }

    private static WorkerProtocol.ReportPack Report(Lease lease, double seconds = 1) => new(
        "example",
        lease,
        lease.Range.Start,
        Example.PackOf(lease.Range),
        seconds);

    private sealed class BusyJournal : IJournalInterceptor
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task InterceptAsync(IPersistentRepresentation message) => Written.Task;
    }
}
