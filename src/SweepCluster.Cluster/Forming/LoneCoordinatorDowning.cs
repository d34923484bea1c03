using Akka.Actor;
using Akka.Cluster;

namespace SweepCluster.Cluster.Forming;

/// <summary>Downs unreachable nodes in a cluster that has one coordinator.</summary>
/// <remarks>
/// Only the coordinator's node can host the coordinator, so two can never be active, whichever side downs the other:
/// both sides of a partition go on, and no node downs itself. Strategies that count nodes would down the coordinator
/// when most workers leave at once, or all workers when the coordinator restarts.
/// </remarks>
public sealed class LoneCoordinatorDowning : IDowningProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Akka.Cluster.Cluster _cluster;

    /// <summary>Made by the cluster from its configuration.</summary>
    public LoneCoordinatorDowning(ActorSystem system, Akka.Cluster.Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(system);
        _cluster = cluster;
    }

    /// <summary>Zero: a coordinator that restarts at the same address has no other to wait for.</summary>
    public TimeSpan DownRemovalMargin => TimeSpan.Zero;

    /// <inheritdoc/>
    public Props DowningActorProps => Props.Create(() => new Downing(_cluster, Patience));

    private sealed class Downing : ReceiveActor, IWithTimers
    {
        private readonly Akka.Cluster.Cluster _cluster;

        public Downing(Akka.Cluster.Cluster cluster, TimeSpan patience)
        {
            _cluster = cluster;
            Receive<ClusterEvent.UnreachableMember>(lost =>
                Timers.StartSingleTimer(lost.Member.UniqueAddress, new Down(lost.Member), patience));
            Receive<ClusterEvent.ReachableMember>(found => Timers.Cancel(found.Member.UniqueAddress));
            Receive<ClusterEvent.MemberRemoved>(removed => Timers.Cancel(removed.Member.UniqueAddress));
            Receive<Down>(down =>
            {
                if (_cluster.State.Unreachable.Contains(down.Member))
                    _cluster.Down(down.Member.Address);
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => _cluster.Subscribe(
            Self,
            ClusterEvent.InitialStateAsEvents,
            typeof(ClusterEvent.UnreachableMember),
            typeof(ClusterEvent.ReachableMember),
            typeof(ClusterEvent.MemberRemoved));

        protected override void PostStop() => _cluster.Unsubscribe(Self);

        private sealed record Down(Member Member) : INoSerializationVerificationNeeded;
    }
}
