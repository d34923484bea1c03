using Akka.Actor;
using Akka.Configuration;
using SweepCluster.Cluster.Forming;

namespace SweepCluster.Cluster.Tests.Forming;

public sealed class CoordinatorWatchTests : IAsyncLifetime
{
    private const string Other = "10.0.0.1:4053";

    // A worker in a cluster without a coordinator.
    private readonly ActorSystem _system = ActorSystem.Create("sweep", ConfigurationFactory.ParseString(
        """
        akka {
          actor.provider = cluster
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
          cluster.roles = [worker]
          coordinated-shutdown.exit-clr = off
        }
        """).WithFallback(Quiet.Config));

    public async ValueTask InitializeAsync()
    {
        var cluster = Akka.Cluster.Cluster.Get(_system);
        await cluster.JoinAsync(cluster.SelfAddress, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _system.Terminate();

    [Fact]
    public async Task The_node_waits_for_a_coordinator_that_is_in_no_cluster_yet()
    {
        var watch = Watch();
        for (var i = 0; i < 10; i++)
            watch.Tell(new NodeIdentity.Answer(Other, true, []));

        await Heard(watch);
        Assert.False(_system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task A_coordinator_in_another_cluster_ends_the_node_once_it_is_certain()
    {
        var watch = Watch();
        watch.Tell(new NodeIdentity.Answer(Other, true, [Other]));
        watch.Tell(new NodeIdentity.Answer(Other, true, [Other]));
        await Heard(watch);
        Assert.False(_system.WhenTerminated.IsCompleted);
        watch.Tell(new NodeIdentity.Answer(Other, true, [Other]));

        await _system.WhenTerminated.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Heard(IActorRef watch) =>
        await watch.Ask<ActorIdentity>(new Identify(null), TestContext.Current.CancellationToken);

    private IActorRef Watch() =>
        _system.ActorOf(Props.Create(() => new CoordinatorWatch(Array.Empty<NodeAddressOnWire>())));
}
