using Akka.Actor;
using Akka.Cluster;

namespace SweepCluster.Cluster.Node;

/// <summary>Parts from unreachable nodes in a cluster that has one coordinator.</summary>
/// <remarks>
/// Only the coordinator's node can host the coordinator, so two can never be at work, whoever parts from whom: each side
/// of a cut goes on alone, and nobody gives itself up. Strategies that count nodes would let the coordinator give itself
/// up when most workers go at once, or all workers when the coordinator is started again.
/// </remarks>
public sealed class LoneCoordinatorDowning : IDowningProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Akka.Cluster.Cluster _cluster;

    /// <summary>Made by the cluster, as its configuration says.</summary>
    public LoneCoordinatorDowning(ActorSystem system, Akka.Cluster.Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(system);
        _cluster = cluster;
    }

    /// <summary>None: a coordinator that is started again, at the same address, has no other to wait for.</summary>
    public TimeSpan DownRemovalMargin => TimeSpan.Zero;

    /// <inheritdoc/>
    public Props DowningActorProps => Props.Create(() => new Parting(_cluster, Patience));

    private sealed class Parting : ReceiveActor, IWithTimers
    {
        private readonly Akka.Cluster.Cluster _cluster;

        public Parting(Akka.Cluster.Cluster cluster, TimeSpan patience)
        {
            _cluster = cluster;
            Receive<ClusterEvent.UnreachableMember>(lost =>
                Timers.StartSingleTimer(lost.Member.UniqueAddress, new Part(lost.Member), patience));
            Receive<ClusterEvent.ReachableMember>(found => Timers.Cancel(found.Member.UniqueAddress));
            Receive<ClusterEvent.MemberRemoved>(removed => Timers.Cancel(removed.Member.UniqueAddress));
            Receive<Part>(part =>
            {
                if (_cluster.State.Unreachable.Contains(part.Member))
                    _cluster.Down(part.Member.Address);
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

        private sealed record Part(Member Member) : INoSerializationVerificationNeeded;
    }
}
