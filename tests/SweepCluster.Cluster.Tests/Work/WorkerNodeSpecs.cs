using System.Globalization;
using System.Net.Sockets;
using Akka.Actor;
using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Simulation;
using SweepCluster.Cluster.Work;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work;

public sealed class WorkerNodeSpecs() : TestKit(Quiet.Config)
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_free_slot_pulls_a_pack_trains_it_and_reports_it()
    {
        var node = Node(new Example.Trainer());
        var pull = ExpectMsg<WorkerProtocol.PullPack>();
        node.Tell(Grant(pull.SlotRequest, 1));
        var report = FishForMessage<WorkerProtocol.ReportPack>(_ => true);

        Assert.Equal(1, report.Lease.Id);
        Assert.Equal(
            [Example.OutcomeOf(3).Rmse, Example.OutcomeOf(4).Rmse],
            report.Outcome.Trials.Select(trial => trial.Metric(LinearSchema.Rmse)));
    }

    [Fact]
    public void After_its_report_the_slot_pulls_with_the_next_number()
    {
        var node = Node(new Example.Trainer());
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));
        FishForMessage<WorkerProtocol.ReportPack>(_ => true);

        Assert.Equal(2, FishForMessage<WorkerProtocol.PullPack>(pull => pull.SlotRequest.Pull > 1).SlotRequest.Pull);
    }

    [Fact]
    public void A_busy_node_tells_its_updates_per_second_and_an_idle_one_tells_zero()
    {
        var node = Node(new Example.Trainer(updates: 1000));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1);
        node.Tell(grant);

        var busy = FishForMessage<WorkerProtocol.TellThroughput>(told => told.UpdatesPerSecond > 0, Quiet.Patience);
        Assert.Equal(("node", 1), (busy.Worker, busy.Slots));
        FishForMessage<WorkerProtocol.TellThroughput>(told => told.UpdatesPerSecond == 0, Quiet.Patience);
    }

    [Fact]
    public void A_busy_node_says_so_repeatedly_because_the_coordinator_may_be_another_by_then()
    {
        using var release = new ManualResetEventSlim();
        var node = Node(new Example.Trainer(_ => release.Wait(Quiet.Patience)));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));

        for (var i = 0; i < 2; i++)
        {
            var told = FishForMessage<WorkerProtocol.TellThroughput>(_ => true, Quiet.Patience);
            Assert.Equal(0, Assert.Single(told.Busy));
        }

        release.Set();
    }

    [Fact]
    public void An_unconfirmed_report_is_sent_again()
    {
        var node = Node(new Example.Trainer());
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));
        var first = FishForMessage<WorkerProtocol.ReportPack>(_ => true);

        Assert.Equal(first, FishForMessage<WorkerProtocol.ReportPack>(_ => true, Quiet.Patience));
    }

    [Fact]
    public void A_repeated_grant_is_trained_once()
    {
        var trained = 0;
        var node = Node(new Example.Trainer(_ => Interlocked.Increment(ref trained)));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1);
        node.Tell(grant);
        node.Tell(grant);
        FishForMessage<WorkerProtocol.ReportPack>(_ => true);
        node.Tell(new WorkerProtocol.Recorded("example", grant.Lease, grant.Lease.Range.Start));
        FishForMessage<WorkerProtocol.PullPack>(pull => pull.SlotRequest.Pull == 2);

        Assert.Equal(1, trained);
    }

    public static TheoryData<Exception> WhatANodeLacks =>
    [
        new IOException("No space left on device"),
        new UnauthorizedAccessException("Access to the path is denied."),
        new InsufficientMemoryException(),
        new DataUnavailableException("no coordinator has the data"),
        new SocketException((int)SocketError.TooManyOpenSockets),
        new TypeInitializationException("SweepCluster.Some", new IOException("Too many open files")),
        new AggregateException(new DirectoryNotFoundException("Could not find a part of the path.")),
    ];

    [Theory]
    [MemberData(nameof(WhatANodeLacks))]
    public void A_node_that_lacks_something_reports_it_as_its_own_problem_and_hands_its_pack_back(Exception cause)
    {
        var node = Node(new Example.Trainer(_ => throw cause));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1);
        node.Tell(grant);

        Assert.Equal(grant.Lease, FishForMessage<WorkerProtocol.HandBack>(_ => true).Lease);
        node.Tell(new WorkerProtocol.Recorded("example", grant.Lease, grant.Lease.Range.Start));
        var pull = FishForMessage<WorkerProtocol.PullPack>(pull => pull.SlotRequest.Pull == 2);
        Assert.Equal("example", Assert.Single(pull.Avoids));
        Assert.NotEqual("", pull.Problem);
        var idle = FishForMessage<WorkerProtocol.TellThroughput>(told => told.Busy.IsEmpty, Quiet.Patience);
        Assert.Equal(pull.Problem, idle.Problem);
    }

    [Fact]
    public void An_exception_of_training_is_a_failure_of_the_trials()
    {
        var node = Node(new Example.Trainer(_ => throw new ArithmeticException("no number")));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));

        Assert.Equal("no number", FishForMessage<WorkerProtocol.ReportFailure>(_ => true).Reason);
    }

    [Fact]
    public void A_lone_node_that_lacks_something_reports_a_failure_of_the_trials()
    {
        var trainer = new Example.Trainer(_ => throw new IOException("no room"));
        var node = Sys.ActorOf(WorkerNode.Props(
            "node", 1, TestActor, trainer, ProtocolRange.Ours, WorkerTraits.Embedded));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));

        Assert.Equal("no room", FishForMessage<WorkerProtocol.ReportFailure>(_ => true).Reason);
    }

    [Fact]
    public void A_trial_that_asks_to_be_tried_elsewhere_is_handed_back_even_by_a_lone_node()
    {
        var trainer = new Example.Trainer(_ => throw new TryElsewhereException("no licence is free"));
        var node = Sys.ActorOf(WorkerNode.Props(
            "node", 1, TestActor, trainer, ProtocolRange.Ours, WorkerTraits.Embedded));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1);
        node.Tell(grant);

        var told = FishForMessage<WorkerProtocol.IFromWorker>(
            message => message is WorkerProtocol.HandBack or WorkerProtocol.ReportFailure);
        Assert.Equal(grant.Lease, Assert.IsType<WorkerProtocol.HandBack>(told).Lease);
        node.Tell(new WorkerProtocol.Recorded("example", grant.Lease, grant.Lease.Range.Start));
        var pull = FishForMessage<WorkerProtocol.PullPack>(pull => pull.SlotRequest.Pull == 2);
        Assert.Equal("example", Assert.Single(pull.Avoids));
        Assert.Contains("no licence is free", pull.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grant_for_an_old_pull_is_handed_back()
    {
        var node = Node(new Example.Trainer());
        var slot = ExpectMsg<WorkerProtocol.PullPack>().SlotRequest;
        node.Tell(Grant(slot with { Pull = 0 }, 7));

        Assert.Equal(7, FishForMessage<WorkerProtocol.HandBack>(_ => true).Lease.Id);
    }

    [Fact]
    public void Threads_that_train_have_a_lower_priority_than_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a thread's niceness.");
        var niceness = 0;
        var node = Node(new Example.Trainer(_ => niceness = NicenessOfThisThread()));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));
        FishForMessage<WorkerProtocol.ReportPack>(_ => true);

        Assert.Equal(Math.Min(NicenessOfThisThread() + 10, 19), niceness);
    }

    [Fact]
    public void A_lost_lease_frees_the_slot()
    {
        using var release = new ManualResetEventSlim();
        var node = Node(new Example.Trainer(_ => release.Wait(TestContext.Current.CancellationToken)));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1);
        node.Tell(grant);
        node.Tell(new WorkerProtocol.LeaseLost("example", grant.Lease));

        FishForMessage<WorkerProtocol.PullPack>(pull => pull.SlotRequest.Pull == 2);
        release.Set();
    }

    [Fact]
    public void An_exception_is_reported_as_a_failure()
    {
        var node = Node(new Example.Trainer(_ => throw new InvalidOperationException("no such luck")));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));

        Assert.Equal("no such luck", FishForMessage<WorkerProtocol.ReportFailure>(_ => true).Reason);
    }

    [Fact]
    public void A_node_that_leaves_hands_its_pack_back()
    {
        using var release = new ManualResetEventSlim();
        using var training = new ManualResetEventSlim();
        var node = Node(new Example.Trainer(_ =>
        {
            training.Set();
            release.Wait(TestContext.Current.CancellationToken);
        }));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));
        training.Wait(TestContext.Current.CancellationToken);
        Sys.Stop(node);

        Assert.Equal(1, FishForMessage<WorkerProtocol.HandBack>(_ => true).Lease.Id);
        release.Set();
    }

    [Fact]
    public void A_node_told_to_leave_stops_training_hands_back_and_answers_when_that_is_confirmed()
    {
        using var training = new ManualResetEventSlim();
        using var stopped = new ManualResetEventSlim();
        var node = Node(new Waiting(training, stopped));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1);
        node.Tell(grant);
        training.Wait(TestContext.Current.CancellationToken);
        var asker = CreateTestProbe();
        node.Tell(WorkerNode.Leave.Instance, asker.Ref);

        var back = FishForMessage<WorkerProtocol.HandBack>(_ => true);
        Assert.Equal(SimulatedTrials.CheckpointOf(grant.Lease.Range, 1).Steps, back.Checkpoint!.Steps);
        Assert.True(stopped.Wait(Quiet.Patience, TestContext.Current.CancellationToken));
        asker.ExpectNoMsg(TimeSpan.Zero);
        node.Tell(new WorkerProtocol.Recorded("example", grant.Lease, grant.Lease.Range.Start));
        asker.ExpectMsg<WorkerNode.Left>();
    }

    [Fact]
    public void A_node_leaves_even_if_nobody_confirms_its_messages()
    {
        using var training = new ManualResetEventSlim();
        using var stopped = new ManualResetEventSlim();
        var node = Node(new Waiting(training, stopped));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1));
        training.Wait(TestContext.Current.CancellationToken);
        var asker = CreateTestProbe();
        node.Tell(WorkerNode.Leave.Instance, asker.Ref);

        asker.ExpectMsg<WorkerNode.Left>();
    }

    [Fact]
    public void A_half_trained_pack_that_is_handed_back_ends_on_another_node_with_the_same_bits_and_fewer_epochs()
    {
        var spec = SweepFileReader.Parse(
            """
            sweep {
              name = example
              dataset { synthetic { rows = 2000, noise = 0.1 } }
              training { epochs = 60 }
              search-space { learning-rate = [0.001, 0.01] }
            }
            """,
            "example.hocon",
            []);
        var trainer = new LinearObjective(spec, spec.Linear().Table.Source.Load(spec.Seed));
        var (first, second) = (new Slowed(trainer), new Slowed(trainer));
        var node = Node(first);
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().SlotRequest, 1) with { Spec = spec };
        grant = grant with { Lease = grant.Lease with { Range = new TrialRange(0, 2) } };
        node.Tell(grant);
        Assert.True(first.KeptOne.Wait(Quiet.Patience, TestContext.Current.CancellationToken));
        node.Tell(WorkerNode.Leave.Instance);
        var checkpoint = FishForMessage<WorkerProtocol.HandBack>(_ => true).Checkpoint!;
        FishForMessage<WorkerNode.Left>(_ => true, Quiet.Patience);
        Node(second).Tell(grant with { Checkpoint = checkpoint });
        var report = FishForMessage<WorkerProtocol.ReportPack>(_ => true, Quiet.Patience);

        var trials = TrialOrder.Of(trainer.Spec).Of(new TrialRange(0, 2));
        var whole = trainer.Evaluate(trials, TestContext.Current.CancellationToken);
        var expected = whole.Trials.Cast<LinearOutcome>().ToList();
        var trained = report.Outcome.Trials.Cast<LinearOutcome>().ToList();
        Assert.Equal(expected.Select(trial => trial.Parameters), trained.Select(trial => trial.Parameters));
        Assert.Equal(expected.Select(trial => trial.EpochRmse), trained.Select(trial => trial.EpochRmse));
        Assert.Equal(59 - checkpoint.Steps, second.EpochEnds);
    }

    // The 19th field; the second is a name in brackets that may contain spaces.
    private static int NicenessOfThisThread() => int.Parse(
        File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ')[17], CultureInfo.InvariantCulture);

    private IActorRef Node(IPackEvaluator training) => Sys.ActorOf(WorkerNode.Props(
        "node", 1, TestActor, training, ProtocolRange.Ours, WorkerTraits.Networked));

    private static WorkerProtocol.PackGranted Grant(SlotRequest slot, long leaseId)
    {
        var lease = new Lease(leaseId, new TrialRange(3, 2), 1, slot, Noon, Noon.AddSeconds(15));
        return new WorkerProtocol.PackGranted("example", lease, Example.Spec(), "f", null);
    }

    // Call this before anybody may cancel, because a token's wait handle is gone with its source.
    private static Task Cancelled(CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource();
        cancellation.Register(cancelled.SetResult);
        return cancelled.Task;
    }

    /// <summary>Keeps one checkpoint and then trains until it is stopped.</summary>
    private sealed class Waiting(ManualResetEventSlim training, ManualResetEventSlim stopped) : IPackEvaluator
    {
        public PackOutcome Train(
            SweepSpec spec,
            string fingerprint,
            IReadOnlyList<Trial> trials,
            ICheckpoints checkpoints,
            CancellationToken cancellation)
        {
            var cancelled = Cancelled(cancellation);
            checkpoints.Keep(SimulatedTrials.CheckpointOf(new TrialRange(trials[0].Place, trials.Count), 1));
            training.Set();
            cancelled.Wait(CancellationToken.None);
            stopped.Set();
            throw new OperationCanceledException();
        }
    }

    /// <summary>The real trainer; it waits at its first checkpoint to be stopped, unless it began with one.</summary>
    private sealed class Slowed(LinearObjective trainer) : IPackEvaluator, ICheckpoints
    {
        private ICheckpoints? _checkpoints;
        private CancellationToken _cancellation;

        public ManualResetEventSlim KeptOne { get; } = new();

        public int EpochEnds { get; private set; }

        public PackCheckpoint? Start => _checkpoints?.Start;

        public long LargestBytes => _checkpoints!.LargestBytes;

        // After some epochs, so that the checkpoint saves some.
        public bool Wants(long bytes) => ++EpochEnds == 7 && Start is null;

        public PackOutcome Train(
            SweepSpec spec,
            string fingerprint,
            IReadOnlyList<Trial> trials,
            ICheckpoints checkpoints,
            CancellationToken cancellation)
        {
            (_checkpoints, _cancellation) = (checkpoints, cancellation);
            return trainer.Evaluate(trials, this, cancellation);
        }

        public void Keep(PackCheckpoint checkpoint)
        {
            var cancelled = Cancelled(_cancellation);
            _checkpoints!.Keep(checkpoint);
            KeptOne.Set();
            cancelled.Wait(CancellationToken.None);
        }

        public ShareRequest Asked(int epochsLeft) => ShareRequest.None;

        public void GiveUp(PackCheckpoint rest) => throw new NotSupportedException();

        public void Made(long updates) => _checkpoints!.Made(updates);
    }
}
