using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Node;

/// <summary>Lets coordinators form their cluster where the first of their list is not there to do so.</summary>
/// <remarks>
/// Akka leaves it to the first seed node alone: were it lost when the others part from each other, nobody could begin
/// again. A cluster that two nodes found at once does no harm: a coordinator is at work only where most of them are.
/// </remarks>
internal sealed class ClusterBootstrap : ReceiveActor, IWithTimers
{
    // The first of the list is given time to do it.
    private const int Patience = 5;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ImmutableArray<string> _coordinators;
    private readonly HashSet<string> _present = [];
    private bool _isOneThere;
    private int _looks;

    public ClusterBootstrap(ImmutableArray<NodeAddress> coordinators)
    {
        _coordinators = [.. coordinators.Select(address => address.ToString())];
        Receive<Look>(_ => LookAround());
        Receive<NodeIdentity.Answer>(answer =>
        {
            _present.Add(answer.Address);
            _isOneThere |= !answer.Coordinators.IsEmpty;
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Whether it is for a coordinator to form the cluster: most are present, and it is the first of these.</summary>
    /// <param name="self">HOST:PORT of this one.</param>
    /// <param name="coordinators">All of them, in the order that each of them knows.</param>
    /// <param name="present">Others that answer.</param>
    public static bool IsFor(string self, ImmutableArray<string> coordinators, IReadOnlySet<string> present)
    {
        var there = coordinators.Where(address => address == self || present.Contains(address)).ToList();
        return there.Count > coordinators.Length / 2 && there[0] == self;
    }

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Look), Look.Instance, Every);

    private void LookAround()
    {
        if (!_cluster.State.Members.IsEmpty)
        {
            Context.Stop(Self);
            return;
        }

        if (++_looks > Patience && !_isOneThere && IsFor(NodeIdentity.AddressOf(_cluster.SelfAddress), _coordinators, _present))
        {
            Context.GetLogger().Info("The first of the coordinators is not there; this one forms the cluster");
            _cluster.Join(_cluster.SelfAddress);
        }

        _present.Clear();
        _isOneThere = false;
        foreach (var address in _coordinators)
            NodeIdentity.At(Context.System, new NodeAddressOnWire(_cluster.SelfAddress.Protocol, address)).Tell(new NodeIdentity.Knock());
    }

    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static readonly Look Instance = new();
    }
}
