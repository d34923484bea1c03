using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.TestKit;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Checkpoints;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Tests.Coordination;

/// <summary>What a coordinator says about its sweeps while their journal fails, is silent or is being read.</summary>
public sealed class OutageSpecs : CoordinatorSpecs
{
    private static readonly TimeSpan Patience = Quiet.Patience;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private long _pull;

    private ITestJournal Journal => TestJournal.FromRef(Persistence.Instance.Apply(Sys).JournalFor(null));

    [Fact]
    public async Task An_outage_lasts_until_the_journal_is_written_however_often_it_is_read()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first");
        var pack = Pull(coordinator);
        var reads = new Gate(isOpen: true);
        await Journal.OnRecovery.SetInterceptorAsync(reads);
        await Writes.Fail();
        Report(coordinator, pack);
        AwaitAssert(() => Assert.Equal(SweepPhase.Interrupted, List(coordinator)[0].Phase), Patience);
        var seen = new HashSet<(SweepPhase, bool)>();
        AwaitAssert(() =>
        {
            var isUnwritable = List(coordinator)[0].Problem.Contains("cannot be written", StringComparison.Ordinal);
            seen.Add((List(coordinator)[0].Phase, isUnwritable));
            // Each recovery reads two events.
            Assert.True(reads.Passed >= 4);
        }, Patience, TimeSpan.FromMilliseconds(20));

        Assert.Equal((SweepPhase.Interrupted, true), Assert.Single(seen));
        await Writes.Pass();
        AwaitAssert(() => Assert.Empty(List(coordinator)[0].Problem), Patience);
    }

    [Fact]
    public async Task A_sweep_whose_journal_is_silent_says_so_and_accepts_no_changes()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first");
        var pack = Pull(coordinator);
        AwaitAssert(() => Assert.Equal(1, List(coordinator)[0].Packs), Patience);
        var journal = new Gate();
        await Writes.SetInterceptorAsync(journal);
        Report(coordinator, pack);
        AwaitAssert(() => Assert.True(journal.Came > 0), Patience);
        Assert.Equal(SweepPhase.Running, List(coordinator)[0].Phase);
        _clock.Advance(TimeSpan.FromSeconds(5));
        AwaitAssert(() => Assert.Equal(SweepPhase.Interrupted, List(coordinator)[0].Phase), Patience);
        Assert.Contains("has not answered since 00:00:00 UTC", List(coordinator)[0].Problem, StringComparison.Ordinal);
        coordinator.Tell(new SweepProtocol.PauseSweep("first"));
        Assert.Equal(
            OutageKind.Waiting, FishForMessage<SweepProtocol.SweepInterrupted>(_ => true, Patience).Kind);
        coordinator.Tell(new SweepProtocol.GetStatus(""));
        var interrupted = ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);
        Assert.Contains("has not answered", interrupted.Reason, StringComparison.Ordinal);
        journal.Open();

        AwaitAssert(() =>
        {
            var sweep = List(coordinator)[0];
            Assert.Equal((SweepPhase.Running, ""), (sweep.Phase, sweep.Problem));
        }, Patience);
        Assert.Equal(pack.Lease.Range.Count, List(coordinator)[0].Account.Complete);
        coordinator.Tell(new SweepProtocol.GetStatus(""));
        FishForMessage<SweepProtocol.UnknownSweep>(_ => true, Patience);
    }

    [Fact]
    public async Task A_follower_hears_that_the_journal_is_silent_and_that_it_is_back()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first");
        var follower = CreateTestProbe();
        coordinator.Tell(new SweepProtocol.FollowSweep("first", follower.Ref));
        var pack = Pull(coordinator);
        var journal = new Gate();
        await Writes.SetInterceptorAsync(journal);
        Report(coordinator, pack);
        AwaitAssert(() => Assert.True(journal.Came > 0), Patience);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Progress(told => told.Problem.Contains("has not answered", StringComparison.Ordinal));
        journal.Open();
        Progress(told => told is { Problem: "", Account.Complete: > 0 });

        void Progress(Predicate<SweepProtocol.SweepProgress> wanted) =>
            follower.FishForMessage(message => message is SweepProtocol.SweepProgress told && wanted(told), Patience);
    }

    [Fact]
    public async Task A_client_hears_why_the_journal_does_not_take_its_submission_which_happens_once()
    {
        var coordinator = Coordinator();
        var journal = new Gate();
        await Writes.SetInterceptorAsync(journal);
        var submit = new SweepProtocol.SubmitSweep("first", "f", Example.Text, 1);
        coordinator.Tell(submit);
        AwaitAssert(() => Assert.True(journal.Came > 0), Patience);
        _clock.Advance(TimeSpan.FromSeconds(5));
        coordinator.Tell(submit);
        Assert.Equal(OutageKind.Waiting, ExpectMsg<SweepProtocol.SweepInterrupted>(Patience).Kind);
        journal.Open();
        FishForMessage<SweepProtocol.SweepAccepted>(_ => true, Patience);
        coordinator.Tell(submit);
        FishForMessage<SweepProtocol.SweepAccepted>(_ => true, Patience);

        var sweep = Assert.Single(List(coordinator));
        Assert.Equal((160, SweepPhase.Queued), (sweep.Account.Planned, sweep.Phase));
    }

    [Fact]
    public async Task While_the_list_of_sweeps_is_being_read_clients_hear_so_and_still_get_the_nodes()
    {
        var cluster = Akka.Cluster.Cluster.Get(Sys);
        await cluster.JoinAsync(cluster.SelfAddress, TestContext.Current.CancellationToken);
        Stop(With("first"));
        var reading = new Gate();
        await Journal.OnRecovery.SetInterceptorAsync(reading);
        var coordinator = Coordinator();
        coordinator.Tell(new SweepProtocol.GetStatus(""));
        var interrupted = ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);
        Assert.Contains("has been reading", interrupted.Reason, StringComparison.Ordinal);
        coordinator.Tell(new SweepProtocol.ListSweeps());
        Assert.Equal(OutageKind.Waiting, ExpectMsg<SweepProtocol.SweepInterrupted>(Patience).Kind);
        coordinator.Tell(new SweepProtocol.ListNodes());
        Assert.Single(ExpectMsg<SweepProtocol.NodeList>(Patience).Nodes);
        coordinator.Tell(new SweepProtocol.SubmitSweep("second", "f", Example.Text, 1));
        Assert.Equal(OutageKind.Waiting, ExpectMsg<SweepProtocol.SweepInterrupted>(Patience).Kind);
        reading.Open();

        AwaitAssert(() => Assert.Equal("first", Assert.Single(Listed(coordinator)).SweepId), Patience);
    }

    [Fact]
    public async Task A_sweep_has_no_account_until_its_journal_is_read_and_then_its_old_one()
    {
        var before = With("first");
        Report(before, Pull(before));
        ExpectMsg<WorkerProtocol.Recorded>(Patience);
        var done = List(before)[0].Account;
        Assert.True(done.Complete > 0);
        Stop(before);
        var reading = new Gate(message => message.PersistenceId == "sweep-first");
        await Journal.OnRecovery.SetInterceptorAsync(reading);
        var coordinator = Coordinator();
        AwaitAssert(() => Assert.True(reading.Came > 0), Patience);
        _clock.Advance(TimeSpan.FromSeconds(2));

        var unread = List(coordinator)[0];
        Assert.Equal((SweepPhase.Interrupted, 160L), (unread.Phase, unread.Account.Planned));
        Assert.False(unread.IsAccountKnown);
        Assert.Contains("has been reading the journal", unread.Problem, StringComparison.Ordinal);
        Assert.Equal(done, unread.OrLast(unread with { Account = done, IsAccountKnown = true }).Account);
        reading.Open();
        AwaitAssert(() =>
        {
            var read = List(coordinator)[0];
            Assert.Equal((true, ""), (read.IsAccountKnown, read.Problem));
        }, Patience);
        Assert.Equal(done, List(coordinator)[0].Account);
    }

    [Fact]
    public void Clients_do_not_notice_a_restart_that_takes_a_moment()
    {
        var before = With("first");
        Report(before, Pull(before));
        ExpectMsg<WorkerProtocol.Recorded>(Patience);
        Stop(before);
        var coordinator = Coordinator();

        var first = Assert.Single(List(coordinator));
        Assert.Equal((true, "", SweepPhase.Running), (first.IsAccountKnown, first.Problem, first.Phase));
        Assert.True(first.Account.Complete > 0);
    }

    [Fact]
    public void A_client_that_has_paused_a_sweep_sees_it_paused_at_once()
    {
        var coordinator = With("first");
        for (var i = 0; i < 20; i++)
        {
            coordinator.Tell(new SweepProtocol.PauseSweep("first"));
            ExpectMsg<SweepProtocol.Done>(Patience);
            Assert.Equal(SweepPhase.Paused, List(coordinator)[0].Phase);
            coordinator.Tell(new SweepProtocol.ResumeSweep("first"));
            ExpectMsg<SweepProtocol.Done>(Patience);
            Assert.Equal(SweepPhase.Queued, List(coordinator)[0].Phase);
        }
    }

    [Fact]
    public void A_pack_in_training_tells_how_long_the_sweep_will_take()
    {
        var coordinator = With("first");
        var pack = Pull(coordinator);
        Assert.Null(List(coordinator)[0].SecondsLeft);
        coordinator.Tell(new WorkerProtocol.TellProgress("first", pack.Lease, new LeaseProgress(3, 30, 1)));
        var packs = 160.0 / pack.Lease.Range.Count;

        AwaitAssert(() => Assert.InRange(List(coordinator)[0].SecondsLeft ?? 0, 29 * packs, 31 * packs + 10), Patience);
        coordinator.Tell(new SweepProtocol.PauseSweep("first"));
        FishForMessage<SweepProtocol.Done>(_ => true, Patience);
        Assert.Null(List(coordinator)[0].SecondsLeft);
    }

    private IActorRef Coordinator() => Sys.ActorOf(Props.Create(() =>
        new SweepCoordinator(
            _clock, ProtocolRange.Ours, new CheckpointsInMemory(), NoLogStore.Instance, false)));

    private IActorRef With(string sweepId)
    {
        var coordinator = Coordinator();
        Submit(coordinator, sweepId);
        return coordinator;
    }

    private void Stop(IActorRef coordinator)
    {
        Watch(coordinator);
        Sys.Stop(coordinator);
        FishForMessage<Terminated>(_ => true, Patience);
    }

    private void Submit(IActorRef coordinator, string sweepId)
    {
        coordinator.Tell(new SweepProtocol.SubmitSweep(sweepId, "f", Example.Text, 1));
        ExpectMsg<SweepProtocol.SweepAccepted>(Patience);
    }

    private ImmutableArray<SweepStatus> Listed(IActorRef coordinator)
    {
        var client = CreateTestProbe();
        coordinator.Tell(new SweepProtocol.ListSweeps(), client.Ref);
        return client.ExpectMsg<SweepProtocol.IToClient>(Patience) is SweepProtocol.SweepList list ? list.Sweeps : [];
    }

    private WorkerProtocol.PackGranted Pull(IActorRef coordinator)
    {
        var worker = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("worker", 0, ++_pull), 1), worker.Ref);
        return worker.FishForMessage<WorkerProtocol.PackGranted>(_ => true, Patience);
    }

    /// <summary>A journal that answers only once the test opens it.</summary>
    private sealed class Gate(Func<IPersistentRepresentation, bool>? which = null, bool isOpen = false)
        : IJournalInterceptor
    {
        private readonly TaskCompletionSource _open =
            isOpen ? Opened() : new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _came;
        private int _passed;

        /// <summary>The number of events that have reached the gate.</summary>
        public int Came => Volatile.Read(ref _came);

        /// <summary>The number of events that have passed it.</summary>
        public int Passed => Volatile.Read(ref _passed);

        public void Open() => _open.SetResult();

        public async Task InterceptAsync(IPersistentRepresentation message)
        {
            if (which is not null && !which(message))
                return;
            Interlocked.Increment(ref _came);
            await _open.Task;
            Interlocked.Increment(ref _passed);
        }

        private static TaskCompletionSource Opened()
        {
            var opened = new TaskCompletionSource();
            opened.SetResult();
            return opened;
        }
    }
}
