using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Owns one node's slots: pulls a pack for each free one, renews leases, hands back on leaving.</summary>
/// <remarks><see cref="WorkerDecisions"/> decides; this actor only carries out the decisions.</remarks>
public sealed class WorkerNode : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewEvery = SweepDecisions.LeaseTime / 5;
    private static readonly TimeSpan ThroughputEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(1.5);

    private readonly IActorRef _coordinator;
    private readonly IPackEvaluator _training;
    private readonly string _name;
    private readonly UpdateMeter _updates = new();
    private readonly Dictionary<int, IActorRef> _runners = [];
    private readonly List<IActorRef> _waitForLeave = [];
    private WorkerState _state;
    private WorkerProtocol.TellThroughput _told;

    /// <summary>Made once per node.</summary>
    /// <param name="name">The node's name, from <see cref="NameOn"/>.</param>
    /// <param name="slots">Packs trained at the same time.</param>
    /// <param name="coordinator">The coordinator, or the proxy that finds it.</param>
    /// <param name="training">Trains a pack.</param>
    /// <param name="speaks">The protocol versions that it understands.</param>
    /// <param name="traits">How it differs between a network and a single process.</param>
    public WorkerNode(
        string name,
        int slots,
        IActorRef coordinator,
        IPackEvaluator training,
        ProtocolRange speaks,
        WorkerTraits traits)
    {
        (_name, _coordinator, _training, _told) = (name, coordinator, training, new(name, 0)
        {
            Slots = slots,
            Gpus = traits.Gpus,
        });
        _state = WorkerState.New(name, slots) with { Speaks = speaks, Traits = traits, Gpus = traits.Gpus };
        Receive<WorkerProtocol.ReadLog>(TellLog);
        Receive<WorkerProtocol.IToWorker>(Learn);
        Receive<WorkerInputs.Trained>(Learn);
        Receive<WorkerInputs.Failed>(Learn);
        Receive<WorkerInputs.Hampered>(Learn);
        Receive<WorkerInputs.GotAhead>(Learn);
        Receive<WorkerInputs.GaveUp>(Learn);
        Receive<WorkerInputs.Progressed>(Learn);
        Receive<WorkerInputs.Tick>(Learn);
        Receive<WorkerInputs.RenewalDue>(Learn);
        Receive<ThroughputDue>(_ => TellThroughput());
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
        IPackEvaluator training,
        ProtocolRange speaks,
        WorkerTraits traits) =>
        Akka.Actor.Props.Create(() => new WorkerNode(name, slots, coordinator, training, speaks, traits));

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
        Timers.StartPeriodicTimer(nameof(ThroughputDue), ThroughputDue.Instance, ThroughputEvery);
        _updates.PerSecond(Context.System.Scheduler.MonotonicClock);
        Instruments.BeginAtZero(Instruments.WorkerTrials, Instruments.WorkerUpdates, Instruments.DataReceived);
        Do(WorkerDecisions.Begin(_state));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        var last = WorkerDecisions.Decide(_state, new WorkerInputs.Leave());
        foreach (var say in last.Effects.OfType<WorkerEffects.Say>())
            _coordinator.Tell(say.Message);
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
                    PackRunner.Props(_training, train.Pack, _updates, _state.Traits));
                break;
            case WorkerEffects.Stop stop:
                Context.Stop(_runners[stop.Slot]);
                break;
            case WorkerEffects.Split split:
                _runners[split.Slot].Tell(new PackRunner.Split(split.Takers, split.Throughput));
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

    // An idle node tells so once; a busy one tells every second, because the coordinator may be another by then.
    private void TellThroughput()
    {
        var now = new WorkerProtocol.TellThroughput(_name, _updates.PerSecond(Context.System.Scheduler.MonotonicClock))
        {
            Problem = _state.Problem,
            Slots = _state.Slots.Length,
            Gpus = _state.Gpus,
        };
        var busy = _state.Slots.Where(slot => !slot.IsFree).Select(slot => slot.SlotRequest.Slot).ToImmutableArray();
        if (now != _told || !busy.IsEmpty)
            _coordinator.Tell(now with { Busy = busy });
        _told = now;
    }

    // Off the mailbox, because a disk may be slow. A trial that has just ended here is known elsewhere in a moment.
    private void TellLog(WorkerProtocol.ReadLog read) =>
        Task.Run(() => _training.LogOf(read.Fingerprint, read.Place, read.From)).PipeTo(
            Sender,
            Self,
            log => new SweepProtocol.TrialLogReply(read.SweepId, log ?? TrialLog.Nothing with { IsRunning = true }));

    private void TellLeft()
    {
        foreach (var asker in _waitForLeave)
            asker.Tell(Left.Instance);
        _waitForLeave.Clear();
    }

    /// <summary>
    /// Asks the node to stop training, hand back what it holds and take no more; answered with <see cref="Left"/> when
    /// all of that is confirmed, or after a second and a half.
    /// </summary>
    public sealed record Leave : INoSerializationVerificationNeeded
    {
        /// <summary>The only one.</summary>
        public static Leave Instance { get; } = new();
    }

    /// <summary>The node holds nothing of any sweep: its process may end.</summary>
    public sealed record Left : INoSerializationVerificationNeeded
    {
        /// <summary>The only one.</summary>
        public static Left Instance { get; } = new();
    }

    private sealed record ThroughputDue : INoSerializationVerificationNeeded
    {
        public static readonly ThroughputDue Instance = new();
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
    /// <param name="speaks">The protocol versions that it understands.</param>
    /// <param name="gpus">GPUs that trials may use.</param>
    public static AkkaConfigurationBuilder AddWorkerNode(
        this AkkaConfigurationBuilder builder,
        int slots,
        IPackEvaluator training,
        ProtocolRange speaks,
        int gpus = 0) =>
        builder.WithActors((system, registry) =>
        {
            var props = WorkerNode.Props(
                WorkerNode.NameOn(system),
                slots,
                registry.Get<SweepCoordinator>(),
                training,
                speaks,
                WorkerTraits.Networked with { Gpus = gpus });
            registry.Register<WorkerNode>(system.ActorOf(props, NodeRoles.Worker));
        });
}
