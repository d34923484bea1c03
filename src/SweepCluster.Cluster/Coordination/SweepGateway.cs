using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.Client;
using Akka.Hosting;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination;

/// <summary>The only entrance for clients outside the cluster; one on each coordinator node.</summary>
/// <remarks>Forwards what clients may say and nothing else; the active coordinator answers, on any node.</remarks>
public sealed class SweepGateway : ReceiveActor
{
    /// <summary>The path where clients find it.</summary>
    public const string Path = "/user/gateway";

    /// <summary>Made once per coordinator node.</summary>
    public SweepGateway(IActorRef coordinator, IActorRef data)
    {
        Receive<SweepProtocol.IFromClient>(coordinator.Forward);
        Receive<DataProtocol.ICommand>(data.Forward);
        Receive<DataProtocol.IQuery>(data.Forward);
    }
}

/// <summary>Opens the gateway.</summary>
public static class SweepGatewayHosting
{
    /// <summary>Adds the gateway to a coordinator node.</summary>
    public static AkkaConfigurationBuilder AddSweepGateway(this AkkaConfigurationBuilder builder) => builder
        .WithClusterClientReceptionist(role: NodeRoles.Coordinator)
        .WithActors((system, registry) =>
        {
            var (coordinator, data) = (registry.Get<SweepCoordinator>(), registry.Get<DataServer>());
            var gateway = system.ActorOf(Props.Create(() => new SweepGateway(coordinator, data)), "gateway");
            ClusterClientReceptionist.Get(system).RegisterService(gateway);
        });
}
