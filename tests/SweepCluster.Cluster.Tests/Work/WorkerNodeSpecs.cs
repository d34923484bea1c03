using Akka.Actor;
using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work;

public sealed class WorkerNodeSpecs : TestKit
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_free_slot_pulls_trains_what_it_is_granted_and_reports_it()
    {
        var node = Node(new Example.Trainer());
        var pull = ExpectMsg<WorkerProtocol.PullPack>();
        node.Tell(Grant(pull.Puller, 1));
        var report = FishForMessage<WorkerProtocol.ReportPack>(_ => true);

        Assert.Equal(1, report.Lease.Id);
        Assert.Equal([Example.OutcomeOf(3).Rmse, Example.OutcomeOf(4).Rmse], report.Outcome.Trials.Select(trial => trial.Rmse));
    }

    [Fact]
    public void After_a_confirmed_report_the_slot_pulls_with_the_next_number()
    {
        var node = Node(new Example.Trainer());
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().Puller, 1);
        node.Tell(grant);
        FishForMessage<WorkerProtocol.ReportPack>(_ => true);
        node.Tell(new WorkerProtocol.Recorded("example", grant.Lease, grant.Lease.Range.Start));

        Assert.Equal(2, FishForMessage<WorkerProtocol.PullPack>(pull => pull.Puller.Pull > 1).Puller.Pull);
    }

    [Fact]
    public void An_unconfirmed_report_is_sent_again()
    {
        var node = Node(new Example.Trainer());
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().Puller, 1));
        var first = FishForMessage<WorkerProtocol.ReportPack>(_ => true);

        Assert.Equal(first, FishForMessage<WorkerProtocol.ReportPack>(_ => true));
    }

    [Fact]
    public void A_repeated_grant_is_trained_once()
    {
        var trained = 0;
        var node = Node(new Example.Trainer(_ => Interlocked.Increment(ref trained)));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().Puller, 1);
        node.Tell(grant);
        node.Tell(grant);
        FishForMessage<WorkerProtocol.ReportPack>(_ => true);
        node.Tell(new WorkerProtocol.Recorded("example", grant.Lease, grant.Lease.Range.Start));
        FishForMessage<WorkerProtocol.PullPack>(pull => pull.Puller.Pull == 2);

        Assert.Equal(1, trained);
    }

    [Fact]
    public void A_grant_for_an_old_pull_is_handed_back()
    {
        var node = Node(new Example.Trainer());
        var puller = ExpectMsg<WorkerProtocol.PullPack>().Puller;
        node.Tell(Grant(puller with { Pull = 0 }, 7));

        Assert.Equal(7, FishForMessage<WorkerProtocol.HandBack>(_ => true).Lease.Id);
    }

    [Fact]
    public void A_lost_lease_frees_the_slot()
    {
        using var release = new ManualResetEventSlim();
        var node = Node(new Example.Trainer(_ => release.Wait(TestContext.Current.CancellationToken)));
        var grant = Grant(ExpectMsg<WorkerProtocol.PullPack>().Puller, 1);
        node.Tell(grant);
        node.Tell(new WorkerProtocol.LeaseLost("example", grant.Lease));

        FishForMessage<WorkerProtocol.PullPack>(pull => pull.Puller.Pull == 2);
        release.Set();
    }

    [Fact]
    public void An_exception_is_reported_as_a_failure()
    {
        var node = Node(new Example.Trainer(_ => throw new InvalidOperationException("no such luck")));
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().Puller, 1));

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
        node.Tell(Grant(ExpectMsg<WorkerProtocol.PullPack>().Puller, 1));
        training.Wait(TestContext.Current.CancellationToken);
        Sys.Stop(node);

        Assert.Equal(1, FishForMessage<WorkerProtocol.HandBack>(_ => true).Lease.Id);
        release.Set();
    }

    private IActorRef Node(IPackTraining training) => Sys.ActorOf(WorkerNode.Props("node", 1, TestActor, training));

    private static WorkerProtocol.PackGranted Grant(Puller puller, long lease) => new(
        "example", new Lease(lease, new TrialRange(3, 2), 1, puller, Noon, Noon.AddSeconds(15)), Example.Spec(), "f", null);
}
