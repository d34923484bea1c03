using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Remote;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Register;
using static SweepCluster.Cluster.Register.RegisterEvents;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Knows the sweeps and the workers, and shares free slots among active sweeps.</summary>
/// <remarks>
/// A cluster singleton: one instance, on the oldest node with the coordinator's role. The register's journal lists the
/// sweeps, so another coordinator can go on with all of them.
/// </remarks>
public sealed class SweepCoordinator : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private const string SweepStopped = "it stopped on an error and is opened again; the coordinator's log says more";

    private static readonly JournalTrouble Stopped =
        new("the list of sweeps stopped on an error; the coordinator's log says more", false);

    // Reading most journals takes less: a client that asks meanwhile gets the full answer a little later.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan AskAgainIn = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _clock;
    private readonly SweepRoster _sweeps;
    private readonly Submissions _submitted;
    private readonly HashSet<string> _toldRegister = [];
    private readonly Dictionary<string, IActorRef> _submitters = [];
    private readonly WorkerRoster _workers = new();
    private readonly NodeRoster _nodes = new(Akka.Cluster.Cluster.Get(Context.System));
    private readonly SlotSharing _slots;
    private readonly RetryDelay _retry = new();
    private readonly ClusterTelemetry _telemetry;
    private readonly IActorRef _keeper;
    private IActorRef _register = ActorRefs.Nobody;
    private JournalTrouble? _registerTrouble;

    /// <summary>Made by the cluster singleton's manager.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="speaks">The versions of the workers' protocol that it understands.</param>
    /// <param name="checkpoints">Keeps the checkpoints of packs.</param>
    public SweepCoordinator(TimeProvider clock, ProtocolRange speaks, ICheckpointStore checkpoints)
    {
        _clock = clock;
        _submitted = new Submissions(clock);
        _keeper = Context.ActorOf(CheckpointKeeper.Props(checkpoints), CheckpointKeeper.Name);
        _sweeps = new SweepRoster((admitted, spec) => Context.Watch(
            Context.ActorOf(SweepActor.Props(admitted.SweepId, spec, admitted.Fingerprint, clock, _keeper))), clock);
        _slots = new SlotSharing(_workers, _sweeps, speaks, Context.GetLogger());
        _telemetry = new ClusterTelemetry(_sweeps, _workers, _nodes);
        Recovering();
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc/>
    // Actors with a journal stop: the coordinator opens them again from it. The keeper of checkpoints restarts, because
    // a sweep that waits for its answer would otherwise wait forever.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(_ => Sender.Equals(_keeper) ? Directive.Restart : Directive.Stop);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.GetLogger().Info("The coordinator is at work here");
        Akka.Cluster.Cluster.Get(Context.System).Subscribe(
            Self, typeof(ClusterEvent.UnreachableMember), typeof(ClusterEvent.MemberRemoved));
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        _telemetry.Begin(Timers);
        Timers.StartSingleTimer(nameof(StillReading), StillReading.Instance, PendingWrites.Slow);
        OpenRegister();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.GetLogger().Info("The coordinator is at work here no longer");
        ClusterTelemetry.End();
        Akka.Cluster.Cluster.Get(Context.System).Unsubscribe(Self);
        Context.System.EventStream.Unsubscribe(Self);
    }

    // Until the register is read, the coordinator cannot say which sweeps there are.
    private void Recovering()
    {
        ReceiveRegister();
        var since = _clock.GetUtcNow();
        Receive<StillReading>(_ => Wait(JournalTrouble.OfWaiting(since)));
        Receive<SweepProtocol.GetStatus>(
            request => Sender.Tell(Interruption("", JournalTrouble.OfOpening(since))),
            request => request.SweepId.Length == 0);
        ReceiveNodeQuestions();
        ReceiveAny(_ => Stash.Stash());
    }

    private void ReceiveRegister()
    {
        Receive<RegisterKeeper.Recovered>(recovered =>
        {
            Timers.Cancel(nameof(StillReading));
            _sweeps.Restore(recovered.Register);
            foreach (var sweep in _sweeps.All.Where(sweep => sweep.Registered.Closed is null).ToList())
                Open(sweep.SweepId);
            Become(Working);
            Stash.UnstashAll();
        });
        Receive<RegisterKeeper.Failed>(failed => Become(() => Troubled(failed.Trouble)));
        Receive<Terminated>(_ => Become(() => Troubled(Stopped)), IsRegister);
    }

    // The journal could not be used: the coordinator tries it again from time to time.
    private void Troubled(JournalTrouble trouble)
    {
        Context.GetLogger().Warning("{0}; no sweep goes on until it can", trouble.Reason);
        Receive<OpenAgain>(_ =>
        {
            Become(() => Waiting(trouble));
            OpenRegister();
        });
        ReceiveInTrouble(trouble);
        Timers.StartSingleTimer(nameof(OpenAgain), OpenAgain.Instance, _retry.Next());
    }

    private void Wait(JournalTrouble trouble)
    {
        Context.GetLogger().Warning("{0}", trouble.Reason);
        Become(() => Waiting(trouble));
    }

    // The coordinator has tried the journal, which has not answered yet.
    private void Waiting(JournalTrouble trouble)
    {
        ReceiveRegister();
        ReceiveInTrouble(trouble);
    }

    // Requests for status still get the last known one; all others get the reason.
    private void ReceiveInTrouble(JournalTrouble trouble)
    {
        Receive<SweepProtocol.ListSweeps>(List, _ => _sweeps.All.Any());
        Receive<SweepProtocol.GetStatus>(Tell, request => _sweeps.Find(request.SweepId) is not null);
        ReceiveNodeQuestions();
        Receive<SweepProtocol.IAboutSweep>(message =>
            Sender.Tell(Interruption(message.SweepId, trouble)));
        Receive<SweepProtocol.IFromClient>(_ => Sender.Tell(Interruption("", trouble)));
        ReceiveLosses();
        ReceiveAny(_ => { });
        Stash.UnstashAll();
    }

    private void Working()
    {
        Receive<SweepProtocol.SubmitSweep>(Submit);
        Receive<SweepProtocol.ListSweeps>(List);
        ReceiveNodeQuestions();
        Receive<SweepProtocol.GetStatus>(Tell);
        Receive<SweepProtocol.IRequest>(ForwardToSweep);
        Receive<SweepProtocol.SweepInterrupted>(Interrupted);
        Receive<RegisterKeeper.Kept>(Kept);
        Receive<RegisterKeeper.Failed>(failed => LoseRegister(failed.Trouble));
        Receive<RegisterKeeper.Recovered>(recovered => RegainRegister(recovered.Register));
        Receive<OpenAgain>(_ => OpenRegister());
        Receive<SweepStanding>(Changed);
        Receive<OpenSweepAgain>(again => Open(again.SweepId));
        Receive<WorkerProtocol.PullPack>(Pull);
        Receive<WorkerProtocol.TellPace>(Note);
        Receive<WorkerProtocol.NothingOpen>(nothing => _slots.AskNext(nothing.SlotRequest));
        Receive<WorkerProtocol.PackGranted>(_slots.Granted);
        Receive<WorkerProtocol.LeaseLost>(lost => _slots.TellHolder(lost.Lease, lost));
        Receive<WorkerProtocol.SplitPack>(split => _slots.TellHolder(split.Lease, split));
        Receive<WorkerProtocol.IAboutLease>(message => _slots.AboutLease(message, Sender));
        Receive<Terminated>(_ => LoseRegister(Stopped), IsRegister);
        ReceiveLosses();
    }

    // These need no journal.
    private void ReceiveNodeQuestions()
    {
        Receive<SweepProtocol.ListNodes>(_ => Sender.Tell(new SweepProtocol.NodeList(_nodes.All(_workers))));
        Receive<ClusterTelemetry.Tick>(_ => _telemetry.Tell());
    }

    private void ReceiveLosses()
    {
        Receive<Terminated>(terminated => Gone(terminated.ActorRef));
        Receive<DisassociatedEvent>(lost => GoneAt(lost.RemoteAddress));
        Receive<ClusterEvent.UnreachableMember>(lost => GoneAt(lost.Member.Address));
        Receive<ClusterEvent.MemberRemoved>(lost => GoneAt(lost.Member.Address));
    }

    private void OpenRegister() => _register = Context.Watch(Context.ActorOf(Props.Create<RegisterKeeper>()));

    private bool IsRegister(Terminated terminated) => terminated.ActorRef.Equals(_register);

    private void Submit(SweepProtocol.SubmitSweep submit)
    {
        if (_sweeps.Find(submit.SweepId) is { } known)
        {
            if (known.Registered.Admitted.Fingerprint != submit.Fingerprint)
                Sender.Tell(new SweepProtocol.SweepRefused(submit.SweepId, "another sweep has this name already"));
            else if (ObstacleTo(known, isChange: true) is { } trouble)
                Sender.Tell(Interruption(submit.SweepId, trouble));
            else
                Begin(known, submit, Sender);
        }
        else if (SweepRoster.Read(submit.Text, submit.SweepId) is (null, var problem))
        {
            Sender.Tell(new SweepProtocol.SweepRefused(submit.SweepId, problem));
        }
        else if (_registerTrouble is { } away)
        {
            Sender.Tell(Interruption(submit.SweepId, away));
        }
        else
        {
            if (_submitted.Add(submit, Sender))
                _register.Tell(new SweepAdmitted(
                    submit.SweepId, submit.Fingerprint, submit.Text, submit.Priority, _clock.GetUtcNow()));
            if (_submitted.WaitsSince is { } since)
                Sender.Tell(Interruption(submit.SweepId, JournalTrouble.OfWaiting(since)));
        }
    }

    private void Kept(RegisterKeeper.Kept kept)
    {
        _retry.Reset();
        _toldRegister.Remove(kept.Event.SweepId);
        if (kept.Event is SweepAdmitted admitted && _submitted.Take(admitted.SweepId) is { } submitted)
        {
            var entry = new SweepEntry(new RegisteredSweep(admitted, null)) { IsNew = true };
            _sweeps.Add(entry);
            Open(entry.SweepId);
            Begin(entry, submitted.Submit, submitted.Client);
            return;
        }

        _sweeps.Update(kept.Event.SweepId, entry => entry with
        {
            Registered = entry.Registered with { Closed = kept.Event as SweepClosed },
        });
    }

    // If the sweep's own journal is empty, this message begins it; otherwise the sweep only confirms it.
    private void Begin(SweepEntry entry, SweepProtocol.SubmitSweep submit, IActorRef client)
    {
        _submitters[entry.SweepId] = client;
        if (_sweeps.ActorOf(entry.SweepId) is { } sweep)
            sweep.Tell(submit, client);
        else
            client.Tell(new SweepProtocol.SweepRefused(entry.SweepId, _sweeps.Find(entry.SweepId)!.Trouble!.Reason));
    }

    private void Open(string sweepId)
    {
        var admitted = _sweeps.Find(sweepId)!.Registered.Admitted;
        var submit = new SweepProtocol.SubmitSweep(
            sweepId, admitted.Fingerprint, admitted.Text, admitted.Priority);
        _sweeps.ActorOf(sweepId)?.Tell(submit, ActorRefs.Nobody);
    }

    private void List(SweepProtocol.ListSweeps request)
    {
        var now = _clock.GetUtcNow();
        if (_sweeps.All.Any(IsJustOpened))
            AskAgain(request);
        else
            Sender.Tell(new SweepProtocol.SweepList([.. _sweeps.All.Select(sweep => sweep.StatusAt(now))]));
    }

    private void Tell(SweepProtocol.GetStatus request)
    {
        if (_sweeps.Find(request.SweepId) is not { } entry)
        {
            Sender.Tell(request.SweepId.Length == 0 && StandingTrouble is { } trouble
                ? Interruption("", trouble)
                : new SweepProtocol.UnknownSweep(request.SweepId));
        }
        else if (IsJustOpened(entry))
        {
            AskAgain(request);
        }
        else
        {
            var admitted = entry.Registered.Admitted;
            Sender.Tell(new SweepProtocol.StatusReply(
                request.SweepId, entry.StatusAt(_clock.GetUtcNow()), admitted.Text, admitted.Fingerprint));
        }
    }

    private bool IsJustOpened(SweepEntry sweep) =>
        sweep is { IsUnread: true, Trouble: null, ReadingSince: { } since } && _clock.GetUtcNow() - since < Moment;

    private void AskAgain(object question) =>
        Context.System.Scheduler.ScheduleTellOnce(AskAgainIn, Self, question, Sender);

    // All sweeps share the disk or database of their journals, but damage concerns one sweep alone.
    private JournalTrouble? StandingTrouble => _submitted.WaitsSince is { } since
        ? JournalTrouble.OfWaiting(since)
        : _registerTrouble
            ?? _sweeps.All.FirstOrDefault(sweep => sweep is { Ended: null, Trouble.IsDamage: false })?.Trouble;

    private void ForwardToSweep(SweepProtocol.IRequest message)
    {
        if (_sweeps.Find(message.SweepId) is not { } entry)
            Sender.Tell(new SweepProtocol.UnknownSweep(message.SweepId));
        else if (ObstacleTo(entry, message is SweepProtocol.IChange) is { } trouble)
            Sender.Tell(Interruption(message.SweepId, trouble));
        else if (_sweeps.ActorOf(message.SweepId) is { } sweep)
            sweep.Forward(message);
        else
            Sender.Tell(Interruption(message.SweepId, _sweeps.Find(message.SweepId)!.Trouble!));
    }

    // A change needs a journal that can be written; a question, one that has been read.
    private JournalTrouble? ObstacleTo(SweepEntry entry, bool isChange)
    {
        if (entry.IsInterrupted)
            return entry.Trouble;
        if (entry.ReadingSince is { } since && _clock.GetUtcNow() - since >= PendingWrites.Slow)
            return entry.Trouble ?? JournalTrouble.OfOpening(since);
        return isChange && entry.Ended is null ? entry.Trouble : null;
    }

    private static SweepProtocol.SweepInterrupted Interruption(string sweepId, JournalTrouble trouble) =>
        new(sweepId, trouble.Reason)
        {
            IsDamaged = trouble.IsDamage,
            IsWaiting = trouble.IsWaiting,
            IsOfOtherVersion = trouble.IsOfOtherVersion,
        };

    private void Interrupted(SweepProtocol.SweepInterrupted interrupted)
    {
        Context.GetLogger().Warning("{Sweep}: {Reason}", interrupted.SweepId, interrupted.Reason);
        _sweeps.Update(interrupted.SweepId, entry => entry with
        {
            Trouble = interrupted.IsOfOtherVersion
                ? JournalTrouble.OfOtherVersion(interrupted.Reason)
                : new JournalTrouble(interrupted.Reason, interrupted.IsDamaged),
        });
        if (_submitters.TryGetValue(interrupted.SweepId, out var submitter))
            submitter.Tell(interrupted);
    }

    // Sweeps go on with journals of their own; only new ones have to wait.
    private void LoseRegister(JournalTrouble trouble)
    {
        Context.GetLogger().Warning("the list of sweeps: {0}; no new sweep is taken until it can", trouble.Reason);
        Context.Unwatch(_register);
        (_register, _registerTrouble) = (ActorRefs.Nobody, trouble);
        _toldRegister.Clear();
        foreach (var submission in _submitted.TakeAll())
            submission.Client.Tell(Interruption(submission.Submit.SweepId, trouble));
        Timers.StartSingleTimer(nameof(OpenAgain), OpenAgain.Instance, _retry.Next());
    }

    // A write that seemed to fail may have reached the journal after all; what happened to sweeps meanwhile did not.
    private void RegainRegister(SweepRegister register)
    {
        _registerTrouble = null;
        var known = _sweeps.All.Select(sweep => sweep.SweepId).ToHashSet();
        _sweeps.Restore(register);
        foreach (var sweep in _sweeps.All.ToList())
        {
            if (!known.Contains(sweep.SweepId))
                Open(sweep.SweepId);
            TellRegister(sweep);
        }
    }

    private void Changed(SweepStanding standing)
    {
        var (before, trouble) = (_sweeps.Find(standing.SweepId)!.Standing, _sweeps.Find(standing.SweepId)!.Trouble);
        var entry = _sweeps.Update(standing.SweepId, entry => entry with
        {
            Standing = standing,
            ReadingSince = null,
            Trouble = TroubleOf(standing, entry.Trouble),
        });
        if (standing.HasWritten && entry.Trouble is null)
            _retry.Reset();
        if (entry.Trouble is { IsWaiting: true } waits && waits != trouble)
            Context.GetLogger().Warning("{Sweep}: {Reason}", standing.SweepId, waits.Reason);
        TellRegister(entry);
        // Only when trials become open: if told at every change, free slots would ask all the time.
        if (standing.IsOffering && before is not { IsOffering: true })
            _slots.Offer();
    }

    // Only a write shows that the journal can be written again. A sweep that is over writes nothing.
    private static JournalTrouble? TroubleOf(SweepStanding standing, JournalTrouble? before) =>
        standing.WaitsSince is { } since ? JournalTrouble.OfWaiting(since)
        : standing.HasWritten || standing.Ended is not null ? null
        : before;

    private void TellRegister(SweepEntry entry)
    {
        if (entry.Standing is not { } standing)
            return;
        if (standing.Ended is { } reason && entry.Registered.Closed is null)
            TellRegister(new SweepClosed(standing.SweepId, standing.Account, reason)
            {
                Highlights = standing.Highlights,
                Course = standing.Course,
            });
        else if (standing.Ended is null && entry.Registered.Closed is not null)
            TellRegister(new SweepReopened(standing.SweepId));
    }

    // Once per sweep, because sweeps tell their standing more often than the register answers.
    private void TellRegister(IRegisterEvent registerEvent)
    {
        if (_registerTrouble is null && _toldRegister.Add(registerEvent.SweepId))
            _register.Tell(registerEvent);
    }

    private void Pull(WorkerProtocol.PullPack pull)
    {
        if (_slots.Pull(pull, Sender))
            Context.Watch(Sender);
    }

    private void Note(WorkerProtocol.TellPace told)
    {
        if (_workers.Note(Sender, told))
            Context.Watch(Sender);
    }

    private void Gone(IActorRef actor)
    {
        var sweep = _sweeps.All.FirstOrDefault(entry => actor.Equals(entry.Actor));
        if (sweep is null)
        {
            _slots.Lose(worker => worker.Equals(actor));
            return;
        }

        var stopped = _sweeps.Update(sweep.SweepId, entry => entry.Stopped);
        if (stopped.Ended is not null || stopped.IsDamaged)
            return;
        if (stopped.Trouble is null)
            Interrupted(new SweepProtocol.SweepInterrupted(sweep.SweepId, SweepStopped));
        Timers.StartSingleTimer(sweep.SweepId, new OpenSweepAgain(sweep.SweepId), _retry.Next());
    }

    private void GoneAt(Address address) => _slots.Lose(worker => worker.Path.Address == address);

    private sealed record OpenAgain : INoSerializationVerificationNeeded
    {
        public static readonly OpenAgain Instance = new();
    }

    private sealed record StillReading : INoSerializationVerificationNeeded
    {
        public static readonly StillReading Instance = new();
    }

    private sealed record OpenSweepAgain(string SweepId) : INoSerializationVerificationNeeded;
}
