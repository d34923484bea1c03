using System.Collections.Immutable;
using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>Owns one sweep's state: leases packs, records results, decides what is next and when it is over.</summary>
/// <remarks>
/// The only writer of the sweep's journal. A reply leaves after its events are in the journal; a grant may leave
/// earlier, because losing one costs only the knowledge that it was given. Decisions do not wait for the journal: they
/// are made on the state that the journal will have, so that one write takes the results of many packs. Everybody else
/// hears of the state that the journal has.
/// </remarks>
public sealed class SweepActor : ReceivePersistentActor, IWithTimers
{
    private static readonly TimeSpan IdleAfterEnd = TimeSpan.FromMinutes(5);

    private readonly string _sweepId;
    private readonly SweepSpec _spec;
    private readonly string _fingerprint;
    private readonly TimeProvider _clock;
    private readonly SweepCheckpoints _checkpoints;
    private readonly SweepLogs _logs;
    private readonly HashSet<IActorRef> _followers = [];
    private readonly Dictionary<string, IActorRef> _workers = [];
    private readonly WaitingPulls _waiting = new();
    private readonly SweepTelemetry _telemetry;
    private ImmutableHashSet<string> _workerNames = [];
    private readonly PendingWrites _writes;
    private readonly SweepReports _reports;
    private readonly ProposingSweep _search;
    private DateTimeOffset? _endsAt;
    private DateTimeOffset? _toldWaiting;
    private ImmutableHashSet<string> _splitting = [];
    private string? _otherVersion;
    private SweepState _state = SweepState.Empty;
    private SweepState _persisted = SweepState.Empty;

    /// <summary>Made by the coordinator when a sweep is submitted.</summary>
    public SweepActor(
        string sweepId, SweepSpec spec, string fingerprint, TimeProvider clock, IActorRef keeper, IActorRef logs)
    {
        (_sweepId, _spec, _fingerprint, _clock) = (sweepId, spec, fingerprint, clock);
        _checkpoints = new SweepCheckpoints(sweepId, keeper);
        _logs = new SweepLogs(sweepId, spec, fingerprint, logs);
        _telemetry = new SweepTelemetry(sweepId, Context.GetLogger());
        _writes = new PendingWrites(clock);
        _reports = new SweepReports(sweepId, spec, _writes);
        _search = new ProposingSweep(spec);
        Recover<ISweepEvent>(Keep);
        Recover<RecoveryCompleted>(_ => Recovered());
        Working();
    }

    private void Working()
    {
        Command<SweepProtocol.SubmitSweep>(Submit);
        Command<SweepProtocol.FollowSweep>(Follow);
        Command<SweepProtocol.GetResults>(_ => Sender.Tell(Results()));
        Command<SweepProtocol.GetResultsPart>(request =>
            Sender.Tell(ResultsParts.Next(_sweepId, _persisted, request.From)));
        Command<SweepProtocol.GetTrialLog>(request => _logs.Answer(request, _state, _workers, Sender));
        Command<SweepProtocol.PauseSweep>(_ => Control(new SweepCommands.PauseSweep()));
        Command<SweepProtocol.ResumeSweep>(_ => Control(new SweepCommands.ResumeSweep()));
        Command<SweepProtocol.CancelSweep>(_ => Control(new SweepCommands.CancelSweep()));
        Command<SweepProtocol.RetryTrials>(
            _ => _otherVersion is not null,
            _ => Sender.Tell(new SweepProtocol.SweepRefused(
                _sweepId, $"nothing can be trained again: {_otherVersion}")));
        Command<SweepProtocol.RetryTrials>(retry =>
            Control(new SweepCommands.RetryTrials(retry.RequestId, retry.Which)));
        Command<WorkerProtocol.SharedPull>(pull => Pull(pull, Sender));
        Command<WorkerProtocol.TellProgress>(Progress);
        Command<WorkerProtocol.IAboutLease>(AboutLease);
        Command<WorkerGone>(Lose);
        Command<ProposingSweep.Proposed>(Propose);
        Command<ProposingSweep.NotProposed>(failed =>
            throw new InvalidOperationException("No configuration could be proposed.", failed.Cause));
        Command<Tick>(_ => LookAround());
        Command<Terminated>(terminated => _followers.Remove(terminated.ActorRef));
        Command<ReceiveTimeout>(_ => Context.Stop(Self));
    }

    /// <inheritdoc/>
    public override string PersistenceId => $"sweep-{_sweepId}";

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(
        string sweepId, SweepSpec spec, string fingerprint, TimeProvider clock, IActorRef keeper, IActorRef logs) =>
        Akka.Actor.Props.Create(() => new SweepActor(sweepId, spec, fingerprint, clock, keeper, logs));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        base.PreStart();
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.FromSeconds(1));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        if (_persisted.Ended is null)
            TellFollowers(new SweepProtocol.SweepInterrupted(_sweepId, "the sweep stopped before its end"));
        _search.Dispose();
        base.PostStop();
    }

    /// <inheritdoc/>
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        TellInterrupted(Outage.OfWriting(cause));

    /// <inheritdoc/>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        TellInterrupted(Outage.OfRejection(cause));
        Context.Stop(Self);
    }

    /// <inheritdoc/>
    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        TellInterrupted(Outage.OfReading(reason, fits: message is null));

    // An unfinished sweep waits for its checkpoints before it grants trials: they tell how far each had come.
    private void Recovered()
    {
        _state = _persisted;
        _otherVersion = _state.Plan?.Versions.Difference(_spec.Kind);
        if (_otherVersion is not null && _state.Ended is null)
        {
            TellInterrupted(Outage.OfOtherVersion(_otherVersion));
            Context.Stop(Self);
        }
        else if (_state.Plan is not null && _state.Ended is null)
        {
            _checkpoints.Find();
            Become(Waiting);
        }
        else
        {
            TellStanding();
        }
    }

    private void Waiting()
    {
        Command<CheckpointKeeper.Found>(found =>
        {
            Become(Working);
            Decide(new SweepCommands.RecoverSweep { Found = found.Checkpoints }, _ => { });
            TellStanding();
            Stash.UnstashAll();
        });
        CommandAny(_ => Stash.Stash());
    }

    // Progress in training and a silent journal change the sweep's status without any event.
    private void LookAround()
    {
        Decide(new SweepCommands.Tick(), _ => { });
        _checkpoints.KeepThoseOf(_state);
        var now = _clock.GetUtcNow();
        _endsAt = TimeLeft.Smoothed(_endsAt, TimeLeft.EndOf(_state, now), now);
        if (_writes.WaitsSince is { } since && since != _toldWaiting)
            Instruments.JournalFailures.Add(1);
        if (_persisted.Ended is null && (_persisted.Leases.Count > 0 || _writes.WaitsSince != _toldWaiting))
            TellAll();
        _toldWaiting = _writes.WaitsSince;
    }

    private void Submit(SweepProtocol.SubmitSweep submit)
    {
        var client = Sender;
        var command = new SweepCommands.SubmitSweep(SweepPlan.For(_spec, submit.Fingerprint), submit.Text);
        Decide(command, reply => client.Tell(reply is SweepReplies.OtherSweep other
            ? new SweepProtocol.SweepRefused(_sweepId, $"its journal belongs to another sweep ({other.Fingerprint})")
            : new SweepProtocol.SweepAccepted(_sweepId)));
    }

    private void Follow(SweepProtocol.FollowSweep follow)
    {
        _followers.Add(Context.Watch(follow.Follower));
        follow.Follower.Tell(_reports.Progress(_persisted, _endsAt, _clock.GetUtcNow()));
    }

    // An exception would stop the actor, and the client would wait in vain.
    private SweepProtocol.IReply Results()
    {
        try
        {
            return new SweepProtocol.SweepResultsReply(_sweepId, SweepResults.Of(_spec, _persisted));
        }
        catch (OutOfMemoryException)
        {
            return new SweepProtocol.SweepInterrupted(
                _sweepId, "there is not enough memory for the table of its results");
        }
    }

    private void Control(ISweepCommand command)
    {
        var client = Sender;
        Decide(command, reply => client.Tell(ClientAnswers.To(_sweepId, command, reply, _state)));
    }

    private void Propose() => _search.Propose(_state, _waiting.First is not null, Self);

    private void Propose(ProposingSweep.Proposed proposed)
    {
        _search.Arrived();
        Decide(new SweepCommands.ProposeTrials(proposed.Round), _ => { });
        ServeWaiting();
    }

    private bool Pull(WorkerProtocol.SharedPull pull, IActorRef asker)
    {
        if (!_spec.Search.IsGrid && !pull.Speaks.KnowsProposals)
        {
            asker.Tell(new WorkerProtocol.NothingOpen(pull.SlotRequest));
            return false;
        }

        Remember(pull.SlotRequest.Worker, pull.Worker ?? asker);
        if (pull.Speaks.KnowsSplitting)
            _splitting = _splitting.Add(pull.SlotRequest.Worker);
        var reply = Decide(
            new SweepCommands.RequestPack(pull.SlotRequest, pull.AllSlots, _workerNames, KnowsSeveral(pull.Speaks))
            {
                Yielding = pull.OthersOffer ? [] : _splitting,
            },
            answer => asker.Tell(Traced(LeaseAnswers.ToPull(_sweepId, _spec, _fingerprint, pull.SlotRequest, answer))));
        if (reply is not SweepReplies.NothingOpen)
            _waiting.Remove(pull);
        else
        {
            _waiting.Add(pull, asker);
            Propose();
        }

        return reply is SweepReplies.PackGranted;
    }

    // A trial that takes more than one slot is leased alone, so that the slots go to others after each.
    private bool KnowsSeveral(ProtocolRange speaks) => _spec.Objective.Attempts.AreRepeatable
        ? speaks.KnowsSeveralPacks
        : speaks.KnowsFailedTrials && _spec.Objective.Resources == TrialResources.Usual;

    private void Progress(WorkerProtocol.TellProgress told)
    {
        var request = new SweepCommands.RequestPack(told.Lease.Holder, 1, _workerNames, true) { Yielding = _splitting };
        Decide(new SweepCommands.TellProgress(request, told.Lease, told.Progress), _ => { });
    }

    // What a slot gave up goes to the waiting slots at once. The first that gets nothing has asked for another part.
    private void ServeWaiting()
    {
        while (_waiting.First is var (pull, asker) && Pull(pull, asker))
        {
        }
    }

    private WorkerProtocol.IToWorker Traced(WorkerProtocol.IToWorker answer) =>
        answer is WorkerProtocol.PackGranted granted
            ? granted with { TraceParent = _telemetry.TraceOf(granted.Lease) }
            : answer;

    private void AboutLease(WorkerProtocol.IAboutLease message)
    {
        var worker = Sender;
        Remember(message.Lease.Holder.Worker, worker);
        _checkpoints.Hear(LeaseAnswers.CheckpointIn(message));
        Decide(LeaseAnswers.CommandOf(message), reply =>
        {
            _logs.Keep(message, reply, _state);
            if (LeaseAnswers.To(message, reply) is { } answer)
                worker.Tell(answer);
        });
        if (message is WorkerProtocol.YieldPart)
            ServeWaiting();
    }

    private void Remember(string worker, IActorRef actor)
    {
        _workers[worker] = actor;
        _workerNames = _workerNames.Add(worker);
    }

    private void Lose(WorkerGone gone)
    {
        _workers.Remove(gone.Worker);
        _workerNames = _workerNames.Remove(gone.Worker);
        _splitting = _splitting.Remove(gone.Worker);
        _waiting.RemoveAll(gone.Worker);
        Decide(new SweepCommands.LoseWorker(gone.Worker), _ => { });
    }

    private ISweepReply Decide(ISweepCommand command, Action<ISweepReply> reply)
    {
        var decision = SweepDecisions.Decide(_state, command, _clock.GetUtcNow());
        _state = decision.Events.Aggregate(_state, SweepEvolution.Apply);
        Propose();
        if (decision.Events.IsEmpty)
            // An earlier command may still be on its way to the journal, and this one may only repeat it.
            DeferAsync(decision, _ => reply(decision.Reply));
        else if (decision.Events.All(e => e is SweepEvents.LeaseGranted || !SweepEvents.IsForTheJournal(e)))
            ReplyAhead(decision, reply);
        else
            PersistFirst(decision, reply);
        if (decision.Split is { } split)
            AskForPart(split);
        foreach (var taken in decision.TakenBack)
            AskForPart(new LeaseSplit(taken, 1, 0));

        return decision.Reply;
    }

    private void AskForPart(LeaseSplit split) => _workers.GetValueOrDefault(split.Lease.Holder.Worker)?.Tell(
        new WorkerProtocol.SplitPack(_sweepId, split.Lease, split.Takers, split.Throughput));

    private void ReplyAhead(Decision decision, Action<ISweepReply> reply)
    {
        if (decision.Events.OfType<SweepEvents.LeaseGranted>().SingleOrDefault() is { } granted)
        {
            _telemetry.Happened(granted, TimeSpan.Zero);
            _writes.Asked();
            PersistAsync(granted, sweepEvent =>
            {
                _writes.Answered();
                Keep(sweepEvent);
                TellStanding();
            });
        }

        reply(decision.Reply);
    }

    private void PersistFirst(Decision decision, Action<ISweepReply> reply)
    {
        var since = Stopwatch.GetTimestamp();
        var events = decision.Events.Where(SweepEvents.IsForTheJournal).ToList();
        events.ForEach(_ => _writes.Asked());
        PersistAllAsync(events, sweepEvent =>
        {
            _writes.Answered();
            Keep(sweepEvent);
            _telemetry.Happened(sweepEvent, Stopwatch.GetElapsedTime(since));
        });
        DeferAsync(decision, _ =>
        {
            if (events.Count > 0)
                Instruments.JournalWrite.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
            // Before the reply, so that a client that then asks for the status sees its own change.
            TellAll();
            reply(decision.Reply);
            if (_persisted.Ended is not null)
                _checkpoints.KeepThoseOf(_persisted);
            TellOvertaken(decision.Overtaken);
        });
    }

    private void Keep(ISweepEvent sweepEvent) => _persisted = SweepEvolution.Apply(_persisted, sweepEvent);

    private void TellAll()
    {
        TellFollowers(_reports.Progress(_persisted, _endsAt, _clock.GetUtcNow()));
        TellStanding();
    }

    private void TellStanding()
    {
        // Nobody may ask for a sweep's results for a long time after its end; the journal has them.
        Context.SetReceiveTimeout(_persisted.Ended is null ? null : IdleAfterEnd);

        Context.Parent.Tell(_reports.Standing(_state, _persisted, _endsAt));
    }

    private void TellOvertaken(ImmutableArray<Lease> leases)
    {
        _telemetry.Overtaken(leases, _persisted.LastEventAt);
        foreach (var lease in leases)
            _workers.GetValueOrDefault(lease.Holder.Worker)?.Tell(new WorkerProtocol.LeaseLost(_sweepId, lease));
    }

    private void TellInterrupted(Outage outage)
    {
        if (_writes.WaitsSince is null)
            Instruments.JournalFailures.Add(1);
        var interrupted = outage.Interrupts(_sweepId);
        TellFollowers(interrupted);
        _followers.Clear();
        Context.Parent.Tell(interrupted);
    }

    private void TellFollowers(object message)
    {
        foreach (var follower in _followers)
            follower.Tell(message);
    }

    // Ticks must not count as activity: a sweep that gets nothing else is idle.
    private sealed record Tick : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout
    {
        public static readonly Tick Instance = new();
    }
}
