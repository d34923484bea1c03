using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.TrialLogs;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Starts the coordinator's singleton and the proxy that finds it.</summary>
public static class SweepCoordinatorHosting
{
    /// <summary>Adds the coordinator to a node; other nodes of the cluster reach it through the proxy.</summary>
    public static AkkaConfigurationBuilder AddSweepCoordinator(
        this AkkaConfigurationBuilder builder,
        TimeProvider clock,
        ProtocolRange speaks,
        ICheckpointStore checkpoints,
        ITrialLogStore logs,
        bool allowsPrograms = false) =>
        builder.WithSingleton<SweepCoordinator>(
            "coordinator",
            Props.Create(() => new SweepCoordinator(clock, speaks, checkpoints, logs, allowsPrograms)),
            new ClusterSingletonOptions { Role = NodeRoles.Coordinator });

    /// <summary>Adds the proxy alone, to a node that never hosts the coordinator.</summary>
    public static AkkaConfigurationBuilder AddCoordinatorProxy(this AkkaConfigurationBuilder builder) =>
        builder.WithSingletonProxy<SweepCoordinator>(
            "coordinator", new ClusterSingletonOptions { Role = NodeRoles.Coordinator });
}
