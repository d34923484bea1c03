using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.TestKit;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Checkpoints;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Tests.Coordination;

/// <summary>What works while the list of sweeps cannot be written, but the sweeps' own journals can.</summary>
public sealed class RegisterOutageSpecs : CoordinatorSpecs
{
    private static readonly TimeSpan Patience = Quiet.Patience;
    private readonly RegisterAway _away = new();
    private long _pull;

    [Fact]
    public async Task Sweeps_go_on_and_a_new_one_hears_why_it_waits_and_is_accepted_later()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first");
        var pack = Pull(coordinator);
        await Lose(coordinator);

        Report(coordinator, pack);
        ExpectMsg<WorkerProtocol.Recorded>(Patience);
        Report(coordinator, Pull(coordinator));
        ExpectMsg<WorkerProtocol.Recorded>(Patience);
        var first = Assert.Single(List(coordinator));
        Assert.Equal((SweepPhase.Running, ""), (first.Phase, first.Problem));
        coordinator.Tell(new SweepProtocol.GetStatus(""));
        var interrupted = ExpectMsg<SweepProtocol.SweepInterrupted>(Patience);
        Assert.Contains("cannot be written", interrupted.Reason, StringComparison.Ordinal);
        await Writes.Pass();
        AwaitAssert(() => Assert.IsType<SweepProtocol.SweepAccepted>(Submitted(coordinator, "second")), Patience);
        coordinator.Tell(new SweepProtocol.GetStatus(""));
        ExpectMsg<SweepProtocol.UnknownSweep>(Patience);
    }

    [Fact]
    public async Task A_sweep_that_ends_meanwhile_is_over_in_the_list_once_that_can_be_written()
    {
        var coordinator = Coordinator();
        Submit(coordinator, "first");
        await Lose(coordinator);
        coordinator.Tell(new SweepProtocol.CancelSweep("first"));
        ExpectMsg<SweepProtocol.Done>(Patience);
        await Writes.Pass();

        AwaitAssert(() => Assert.Equal(EndReason.Cancelled, Closed()), Patience);
    }

    private IActorRef Coordinator() => Sys.ActorOf(Props.Create(() =>
        new SweepCoordinator(
            TimeProvider.System, ProtocolRange.Ours, new CheckpointsInMemory(), NoLogStore.Instance, false)));

    private async Task Lose(IActorRef coordinator)
    {
        await Writes.SetInterceptorAsync(_away);
        Assert.Contains(
            "cannot be written",
            Assert.IsType<SweepProtocol.SweepInterrupted>(Submitted(coordinator, "second")).Reason,
            StringComparison.Ordinal);
    }

    private void Submit(IActorRef coordinator, string sweepId) =>
        Assert.IsType<SweepProtocol.SweepAccepted>(Submitted(coordinator, sweepId));

    private SweepProtocol.IToClient Submitted(IActorRef coordinator, string sweepId)
    {
        var client = CreateTestProbe();
        coordinator.Tell(new SweepProtocol.SubmitSweep(sweepId, "f", Example.Text, 1), client.Ref);
        return client.ExpectMsg<SweepProtocol.IToClient>(Patience);
    }

    private WorkerProtocol.PackGranted Pull(IActorRef coordinator)
    {
        var worker = CreateTestProbe();
        coordinator.Tell(new WorkerProtocol.PullPack(new SlotRequest("worker", 0, ++_pull), 1), worker.Ref);
        return worker.FishForMessage<WorkerProtocol.PackGranted>(_ => true, Patience);
    }

    // From the journal, because the coordinator also remembers what it could not write.
    private EndReason? Closed()
    {
        var reader = Sys.ActorOf(Props.Create(() => new Reader(TestActor)));
        var register = FishForMessage<RegisterKeeper.Recovered>(_ => true, Patience).Register;
        Sys.Stop(reader);
        return register.Find("first")?.Closed?.Reason;
    }

    private sealed class Reader : ReceiveActor
    {
        public Reader(IActorRef told)
        {
            Context.ActorOf(Props.Create<RegisterKeeper>());
            ReceiveAny(told.Forward);
        }
    }

    private sealed class RegisterAway : IJournalInterceptor
    {
        public Task InterceptAsync(IPersistentRepresentation message) => message.PersistenceId == "sweeps"
            ? Task.FromException(new TestJournalFailureException("the disk is full"))
            : Task.CompletedTask;
    }
}
