using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Forming;

/// <summary>Lets coordinators form their cluster if the first of their list is not there to do so.</summary>
/// <remarks>
/// Akka leaves this to the first seed node alone: if that is lost when the others lose each other, nobody could begin
/// again. Two clusters formed at the same time do no harm: a coordinator works only with most of the coordinators.
/// </remarks>
internal sealed class ClusterBootstrap : ReceiveActor, IWithTimers
{
    // The first of the list gets time to form the cluster itself.
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

    /// <summary>Whether a coordinator should form the cluster: most are present, and it is the first of them.</summary>
    /// <param name="self">HOST:PORT of this coordinator.</param>
    /// <param name="coordinators">All coordinators, in the order that they all know.</param>
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

        var self = NodeIdentity.AddressOf(_cluster.SelfAddress);
        if (++_looks > Patience && !_isOneThere && IsFor(self, _coordinators, _present))
        {
            Context.GetLogger().Info("The first of the coordinators is not there; this one forms the cluster");
            _cluster.Join(_cluster.SelfAddress);
        }

        _present.Clear();
        _isOneThere = false;
        foreach (var address in _coordinators)
        {
            var coordinator = new NodeAddressOnWire(_cluster.SelfAddress.Protocol, address);
            NodeIdentity.At(Context.System, coordinator).Tell(new NodeIdentity.Identify());
        }
    }

    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static readonly Look Instance = new();
    }
}
