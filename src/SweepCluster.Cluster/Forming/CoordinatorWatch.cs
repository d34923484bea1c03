using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Remote;

namespace SweepCluster.Cluster.Forming;

/// <summary>Ends the node, so that it joins anew, if the coordinators are in another cluster.</summary>
/// <remarks>
/// This happens when a coordinator starts again without its folder, when it starts while it is cut off from the others,
/// or after both sides of a network partition have removed each other.
/// </remarks>
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
        Receive<Look>(_ => AskIfLost());
        Receive<NodeIdentity.Answer>(Answered);
        Receive<ThisActorSystemQuarantinedEvent>(given => JoinAgain(
            $"Was given up by {given.RemoteAddress} while it could not be reached"));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Look), Look.Instance, Every);
        Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void AskIfLost()
    {
        var members = _cluster.State.Members;
        var isLed = members.Any(member => member.HasRole(NodeRoles.Coordinator) && member.Status is MemberStatus.Up);
        if (members.IsEmpty || isLed)
        {
            _strangers = 0;
            return;
        }

        foreach (var coordinator in _coordinators)
            NodeIdentity.At(Context.System, coordinator).Tell(new NodeIdentity.Identify());
    }

    // A coordinator that sees no active coordinator, not even itself, is still joining a cluster, perhaps this one.
    private void Answered(NodeIdentity.Answer answer)
    {
        var isMember = _cluster.State.Members.Any(member => NodeIdentity.AddressOf(member.Address) == answer.Address);
        var isElsewhere = answer.IsCoordinator && !isMember && !answer.Coordinators.IsEmpty;
        if (isElsewhere && ++_strangers >= Certain)
            JoinAgain($"The coordinator at {answer.Address} is in another cluster now");
    }

    private static void JoinAgain(string why)
    {
        Context.GetLogger().Warning("{0}; joining again", why);
        Context.System.Terminate();
    }

    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static readonly Look Instance = new();
    }
}
