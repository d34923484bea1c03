using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Work;

/// <summary>Owns one node's slots: asks for a pack for each free one, renews leases, hands back on leaving.</summary>
/// <remarks>What it does about what it hears is for <see cref="WorkerDecisions"/> to say; here it is done.</remarks>
public sealed class WorkerNode : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewEvery = SweepDecisions.LeaseTime / 5;
    private static readonly TimeSpan PaceEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(1.5);

    private readonly IActorRef _coordinator;
    private readonly IPackTraining _training;
    private readonly string _name;
    private readonly UpdateMeter _updates = new();
    private readonly Dictionary<int, IActorRef> _runners = [];
    private readonly List<IActorRef> _waitForLeave = [];
    private WorkerState _state;
    private double _toldPace;

    /// <summary>Made once a node.</summary>
    /// <param name="name">The node's name, as <see cref="NameOn"/> gives it.</param>
    /// <param name="slots">Packs trained at the same time.</param>
    /// <param name="coordinator">The coordinator, or the proxy that finds it.</param>
    /// <param name="training">Trains a pack.</param>
    /// <param name="speaks">What it understands.</param>
    /// <param name="checkpoints">How it keeps checkpoints.</param>
    public WorkerNode(
        string name,
        int slots,
        IActorRef coordinator,
        IPackTraining training,
        ProtocolRange speaks,
        CheckpointLimits checkpoints)
    {
        (_name, _coordinator, _training) = (name, coordinator, training);
        _state = WorkerState.New(name, slots) with { Speaks = speaks, Checkpoints = checkpoints };
        Receive<WorkerProtocol.IToWorker>(Learn);
        Receive<WorkerInputs.Trained>(Learn);
        Receive<WorkerInputs.Failed>(Learn);
        Receive<WorkerInputs.GotAhead>(Learn);
        Receive<WorkerInputs.GaveUp>(Learn);
        Receive<WorkerInputs.Progressed>(Learn);
        Receive<WorkerInputs.Tick>(Learn);
        Receive<WorkerInputs.RenewalDue>(Learn);
        Receive<PaceDue>(_ => TellPace());
        Receive<Leave>(_ => BeginToLeave());
        Receive<LeaveTimeout>(_ => TellLeft());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(
        string name,
        int slots,
        IActorRef coordinator,
        IPackTraining training,
        ProtocolRange speaks,
        CheckpointLimits checkpoints) =>
        Akka.Actor.Props.Create(() => new WorkerNode(name, slots, coordinator, training, speaks, checkpoints));

    /// <summary>The name of a node's worker, unique for each start of the process.</summary>
    public static string NameOn(ActorSystem system)
    {
        var address = Akka.Cluster.Cluster.Get(system).SelfUniqueAddress;
        return $"{address.Address.Host}:{address.Address.Port}/{address.Uid:x8}";
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(WorkerInputs.Tick), new WorkerInputs.Tick(), TickEvery);
        Timers.StartPeriodicTimer(nameof(WorkerInputs.RenewalDue), new WorkerInputs.RenewalDue(), RenewEvery);
        Timers.StartPeriodicTimer(nameof(PaceDue), PaceDue.Instance, PaceEvery);
        _updates.PerSecond(Context.System.Scheduler.MonotonicClock);
        Instruments.BeginAtZero(Instruments.WorkerTrials, Instruments.WorkerUpdates, Instruments.DataReceived);
        Do(WorkerDecisions.Begin(_state));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        foreach (var last in WorkerDecisions.Decide(_state, new WorkerInputs.Leave()).Effects.OfType<WorkerEffects.Say>())
            _coordinator.Tell(last.Message);
        Gauges.Tell((WorkerReading?)null);
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void BeginToLeave()
    {
        _waitForLeave.Add(Sender);
        Timers.StartSingleTimer(nameof(LeaveTimeout), LeaveTimeout.Instance, LongestLeave);
        Learn(new WorkerInputs.Leave());
        if (_state.HoldsNothing)
            TellLeft();
    }

    private void Learn(object input) => Do(WorkerDecisions.Decide(_state, input));

    private void Do(WorkerStep step)
    {
        _state = step.State;
        foreach (var effect in step.Effects)
            Do(effect);
        if (Gauges.WorkerIsRead)
            Gauges.Tell(new WorkerReading(_state.Slots.Length, _state.Slots.Count(slot => !slot.IsFree)));
    }

    private void Do(IWorkerEffect effect)
    {
        switch (effect)
        {
            case WorkerEffects.Say say:
                _coordinator.Tell(say.Message);
                break;
            case WorkerEffects.Train train:
                _runners[train.Pack.Lease.Holder.Slot] = Context.ActorOf(
                    PackRunner.Props(_training, train.Pack, _updates, _state.Checkpoints));
                break;
            case WorkerEffects.Stop stop:
                Context.Stop(_runners[stop.Slot]);
                break;
            case WorkerEffects.Split split:
                _runners[split.Slot].Tell(new PackRunner.Split(split.Takers, split.Pace));
                break;
            case WorkerEffects.Warn warn:
                Context.GetLogger().Warning("{0}", warn.Line);
                break;
            case WorkerEffects.Left:
                TellLeft();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, "Nothing that a worker node does.");
        }
    }

    // A node at rest says so once.
    private void TellPace()
    {
        var pace = _updates.PerSecond(Context.System.Scheduler.MonotonicClock);
        if (pace != _toldPace)
            _coordinator.Tell(new WorkerProtocol.TellPace(_name, pace));
        _toldPace = pace;
    }

    private void TellLeft()
    {
        foreach (var asker in _waitForLeave)
            asker.Tell(Left.Instance);
        _waitForLeave.Clear();
    }

    /// <summary>
    /// Asks the node to stop training, to hand back what it holds and to take no more; answered with <see cref="Left"/>
    /// when all of it is confirmed, or after a second and a half.
    /// </summary>
    public sealed record Leave : INoSerializationVerificationNeeded
    {
        /// <summary>The only one.</summary>
        public static Leave Instance { get; } = new();
    }

    /// <summary>The node has left the sweeps: its process may end.</summary>
    public sealed record Left : INoSerializationVerificationNeeded
    {
        /// <summary>The only one.</summary>
        public static Left Instance { get; } = new();
    }

    private sealed record PaceDue : INoSerializationVerificationNeeded
    {
        public static readonly PaceDue Instance = new();
    }

    private sealed record LeaveTimeout : INoSerializationVerificationNeeded
    {
        public static readonly LeaveTimeout Instance = new();
    }
}

/// <summary>Starts a node's slots.</summary>
public static class WorkerNodeHosting
{
    /// <summary>Adds a worker to a node.</summary>
    /// <param name="builder">The node.</param>
    /// <param name="slots">Packs trained at the same time.</param>
    /// <param name="training">Trains a pack.</param>
    /// <param name="speaks">What it understands.</param>
    public static AkkaConfigurationBuilder AddWorkerNode(
        this AkkaConfigurationBuilder builder, int slots, IPackTraining training, ProtocolRange speaks) =>
        builder.WithActors((system, registry) =>
        {
            var props = WorkerNode.Props(
                WorkerNode.NameOn(system), slots, registry.Get<SweepCoordinator>(), training, speaks, CheckpointLimits.Networked);
            registry.Register<WorkerNode>(system.ActorOf(props, NodeRoles.Worker));
        });
}
