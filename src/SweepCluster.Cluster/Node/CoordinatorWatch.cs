using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace SweepCluster.Cluster.Node;

/// <summary>Notices on a worker that its coordinators have formed another cluster, and ends the node so that it joins them.</summary>
/// <remarks>Happens when a coordinator starts again without its folder, or after both sides of a cut have given each other up.</remarks>
internal sealed class CoordinatorWatch : ReceiveActor, IWithTimers
{
    private const int Certain = 3;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly IReadOnlyList<NodeAddressOnWire> _coordinators;
    private int _strangers;

    public CoordinatorWatch(IReadOnlyList<NodeAddressOnWire> coordinators)
    {
        _coordinators = coordinators;
        Receive<Look>(_ => KnockWhereLost());
        Receive<Door.Answer>(Answered);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Look), Look.Instance, Every);

    private void KnockWhereLost()
    {
        var isMember = _cluster.SelfMember.Status is MemberStatus.Up;
        if (!isMember || _cluster.State.Members.Any(member => member.HasRole(NodeRoles.Coordinator)))
        {
            _strangers = 0;
            return;
        }

        foreach (var coordinator in _coordinators)
            Door.At(Context.System, coordinator).Tell(new Door.Knock());
    }

    private void Answered(Door.Answer answer)
    {
        if (!answer.IsCoordinator || ++_strangers < Certain)
            return;
        Context.GetLogger().Warning("The coordinator at {0} is in another cluster now; joining it", answer.Address);
        Context.System.Terminate();
    }

    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static readonly Look Instance = new();
    }
}
