using Akka.Actor;
using Akka.TestKit;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination.Sweep;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Checkpoints;

namespace SweepCluster.Cluster.Tests.Coordination;

/// <summary>How long a sweep's actor stays in memory, on a clock that only the test advances.</summary>
public sealed class IdleSweepSpecs()
    : JournaledSpecs("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
{
    private const int SecondsOfIdleness = 5 * 60;

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void A_sweep_that_is_over_leaves_memory_when_nobody_has_asked_for_it_for_five_minutes()
    {
        var sweep = Submitted();
        sweep.Tell(new SweepProtocol.CancelSweep("example"));
        ExpectMsg<SweepProtocol.Done>();
        Watch(sweep);
        Pass(sweep, SecondsOfIdleness - 1);
        sweep.Tell(new SweepProtocol.GetResults("example"));
        ExpectMsg<SweepProtocol.SweepResultsReply>();
        Pass(sweep, SecondsOfIdleness - 1);

        Scheduler.Advance(TimeSpan.FromSeconds(1));
        ExpectTerminated(sweep);
    }

    [Fact]
    public void A_sweep_that_goes_on_stays_in_memory_even_if_nobody_asks_for_it()
    {
        var sweep = Submitted();
        Pass(sweep, 2 * SecondsOfIdleness);

        sweep.Tell(new SweepProtocol.GetResults("example"));
        ExpectMsg<SweepProtocol.SweepResultsReply>();
    }

    private IActorRef Submitted()
    {
        var keeper = Sys.ActorOf(CheckpointKeeper.Props(new CheckpointsInMemory()));
        var sweep = Sys.ActorOf(
            SweepActor.Props("example", Example.Spec(), "f", TimeProvider.System, keeper, ActorRefs.Nobody));
        sweep.Tell(new SweepProtocol.SubmitSweep("example", "f", Example.Text, 1));
        ExpectMsg<SweepProtocol.SweepAccepted>();
        return sweep;
    }

    // Waits until the sweep has handled each second before the next one begins.
    private void Pass(IActorRef sweep, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Scheduler.Advance(TimeSpan.FromSeconds(1));
            sweep.Tell(new Identify(second));
            Assert.Equal(sweep, ExpectMsg<ActorIdentity>().Subject);
        }
    }
}
