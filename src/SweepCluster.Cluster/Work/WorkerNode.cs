using Akka.Actor;
using Akka.Hosting;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Work;

/// <summary>Owns one node's slots: asks for a pack for each free one, renews leases, hands back on leaving.</summary>
/// <remarks>
/// Messages may be lost, late or doubled: what is not confirmed is said again at each tick, pulls carry a number so that
/// one slot never trains two packs, and a pack that no slot waits for is handed back.
/// </remarks>
public sealed class WorkerNode : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewEvery = SweepDecisions.LeaseTime / 5;

    private readonly IActorRef _coordinator;
    private readonly IPackTraining _training;
    private readonly Slot[] _slots;

    /// <summary>Made once a node.</summary>
    /// <param name="name">The node's name, unique for each start of the process.</param>
    /// <param name="slots">Packs trained at the same time.</param>
    /// <param name="coordinator">The coordinator, or the proxy that finds it.</param>
    /// <param name="training">Trains a pack.</param>
    public WorkerNode(string name, int slots, IActorRef coordinator, IPackTraining training)
    {
        (_coordinator, _training) = (coordinator, training);
        _slots = [.. Enumerable.Range(0, slots).Select(slot => new Slot(new Puller(name, slot, 1)))];
        Receive<WorkerProtocol.PackGranted>(Granted);
        Receive<WorkerProtocol.WorkAvailable>(_ => PullForFreeSlots());
        Receive<WorkerProtocol.NothingOpen>(_ => { });
        Receive<WorkerProtocol.Recorded>(Recorded);
        Receive<WorkerProtocol.LeaseLost>(Lost);
        Receive<PackRunner.Trained>(trained => Ended(pack =>
            new WorkerProtocol.ReportPack(pack.SweepId, pack.Lease, trained.Outcome, trained.Seconds)));
        Receive<PackRunner.Failed>(failed => Ended(pack =>
            new WorkerProtocol.ReportFailure(pack.SweepId, pack.Lease, failed.Reason)));
        Receive<Tick>(_ => SayAgain());
        Receive<Renew>(_ => RenewLeases());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(string name, int slots, IActorRef coordinator, IPackTraining training) =>
        Akka.Actor.Props.Create(() => new WorkerNode(name, slots, coordinator, training));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TickEvery);
        Timers.StartPeriodicTimer(nameof(Renew), Renew.Instance, RenewEvery);
        PullForFreeSlots();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        foreach (var slot in _slots.Where(slot => slot.Runner is not null))
            _coordinator.Tell(new WorkerProtocol.HandBack(slot.Pack!.SweepId, slot.Pack.Lease));
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Granted(WorkerProtocol.PackGranted pack)
    {
        var index = pack.Lease.Holder.Slot;
        if (_slots[index].Holds(pack.SweepId, pack.Lease))
            return;
        if (!_slots[index].IsFree || _slots[index].Puller != pack.Lease.Holder)
        {
            _coordinator.Tell(new WorkerProtocol.HandBack(pack.SweepId, pack.Lease));
            return;
        }

        var runner = Context.ActorOf(PackRunner.Props(_training, pack));
        _slots[index] = _slots[index] with { Pack = pack, Runner = runner };
    }

    private void Ended(Func<WorkerProtocol.PackGranted, WorkerProtocol.IAboutLease> report)
    {
        var index = Array.FindIndex(_slots, slot => Sender.Equals(slot.Runner));
        if (index < 0)
            return;
        _slots[index] = _slots[index] with { Runner = null, Report = report(_slots[index].Pack!) };
        _coordinator.Tell(_slots[index].Report);
    }

    private void Recorded(WorkerProtocol.Recorded recorded)
    {
        var index = Array.FindIndex(_slots, slot => slot.Holds(recorded.SweepId, recorded.Lease));
        if (index >= 0 && _slots[index].Report is not null)
            Free(index);
    }

    private void Lost(WorkerProtocol.LeaseLost lost)
    {
        var index = Array.FindIndex(_slots, slot => slot.Holds(lost.SweepId, lost.Lease));
        if (index < 0)
            return;
        if (_slots[index].Runner is { } runner)
            Context.Stop(runner);
        Free(index);
    }

    private void Free(int index)
    {
        _slots[index] = _slots[index].Freed();
        Pull(_slots[index]);
    }

    private void PullForFreeSlots()
    {
        foreach (var slot in _slots.Where(slot => slot.IsFree))
            Pull(slot);
    }

    private void Pull(Slot slot) => _coordinator.Tell(new WorkerProtocol.PullPack(slot.Puller, _slots.Length));

    private void SayAgain()
    {
        PullForFreeSlots();
        foreach (var slot in _slots.Where(slot => slot.Report is not null))
            _coordinator.Tell(slot.Report);
    }

    private void RenewLeases()
    {
        foreach (var slot in _slots.Where(slot => slot.Runner is not null))
            _coordinator.Tell(new WorkerProtocol.RenewLease(slot.Pack!.SweepId, slot.Pack.Lease));
    }

    private sealed record Tick : INoSerializationVerificationNeeded
    {
        public static readonly Tick Instance = new();
    }

    private sealed record Renew : INoSerializationVerificationNeeded
    {
        public static readonly Renew Instance = new();
    }
}

/// <summary>Starts a node's slots.</summary>
public static class WorkerNodeHosting
{
    /// <summary>Adds a worker to a node.</summary>
    /// <param name="builder">The node.</param>
    /// <param name="slots">Packs trained at the same time.</param>
    /// <param name="training">Trains a pack.</param>
    public static AkkaConfigurationBuilder AddWorkerNode(
        this AkkaConfigurationBuilder builder, int slots, IPackTraining training) =>
        builder.WithActors((system, registry) =>
        {
            var address = Akka.Cluster.Cluster.Get(system).SelfUniqueAddress;
            var name = $"{address.Address.Host}:{address.Address.Port}/{address.Uid:x8}";
            var props = WorkerNode.Props(name, slots, registry.Get<SweepCoordinator>(), training);
            registry.Register<WorkerNode>(system.ActorOf(props, NodeRoles.Worker));
        });
}
