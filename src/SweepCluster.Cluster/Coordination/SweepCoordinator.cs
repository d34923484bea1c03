using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Remote;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Coordination.Sweep;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Register;
using SweepCluster.Cluster.TrialLogs;
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

    private static readonly Outage Stopped =
        new("the list of sweeps stopped on an error; the coordinator's log says more", OutageKind.Failure);

    private static readonly TimeSpan AskAgainIn = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _clock;
    private readonly SweepRoster _sweeps;
    private readonly Submissions _submitted;
    private readonly RegisterLink _register;
    private readonly SweepAnswers _answers;
    private readonly Dictionary<string, IActorRef> _submitters = [];
    private readonly WorkerRoster _workers = new();
    private readonly NodeRoster _nodes;
    private readonly SlotSharing _slots;
    private readonly RetryDelay _retry = new();
    private readonly ClusterTelemetry _telemetry;
    private readonly IActorRef _keeper;
    private readonly IActorRef _logs;

    /// <summary>Made by the cluster singleton's manager.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="speaks">The versions of the workers' protocol that it understands.</param>
    /// <param name="checkpoints">Keeps the checkpoints of packs.</param>
    /// <param name="logs">Keeps what trials have printed.</param>
    /// <param name="allowsPrograms">Whether the HTTP API may bring sweeps of programs.</param>
    public SweepCoordinator(
        TimeProvider clock,
        ProtocolRange speaks,
        ICheckpointStore checkpoints,
        ITrialLogStore logs,
        bool allowsPrograms)
    {
        _nodes = new NodeRoster(Akka.Cluster.Cluster.Get(Context.System), allowsPrograms);
        _clock = clock;
        _submitted = new Submissions(clock);
        _register = new RegisterLink(() => Context.Watch(Context.ActorOf(Props.Create<RegisterKeeper>())));
        _keeper = Context.ActorOf(CheckpointKeeper.Props(checkpoints), CheckpointKeeper.Name);
        _logs = Context.ActorOf(LogKeeper.Props(logs), LogKeeper.Name);
        _sweeps = new SweepRoster((admitted, spec) => Context.Watch(Context.ActorOf(
            SweepActor.Props(admitted.SweepId, spec, admitted.Fingerprint, clock, _keeper, _logs))), clock);
        _answers = new SweepAnswers(_sweeps, _submitted, _register, _workers, clock);
        _slots = new SlotSharing(_workers, _sweeps, speaks, Context.GetLogger());
        _telemetry = new ClusterTelemetry(_sweeps, _workers, _nodes);
        Recovering();
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc/>
    // Actors with a journal stop: the coordinator opens them again from it. The keepers of checkpoints and logs
    // restart, because those who wait for their answers would otherwise wait forever.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        _ => Sender.Equals(_keeper) || Sender.Equals(_logs) ? Directive.Restart : Directive.Stop);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.GetLogger().Info("The coordinator is at work here");
        Akka.Cluster.Cluster.Get(Context.System).Subscribe(
            Self, typeof(ClusterEvent.UnreachableMember), typeof(ClusterEvent.MemberRemoved));
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        _telemetry.Begin(Timers);
        Timers.StartSingleTimer(nameof(StillReading), StillReading.Instance, PendingWrites.Slow);
        _register.Open();
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
        Receive<StillReading>(_ => Wait(Outage.OfWaiting(since)));
        Receive<SweepProtocol.GetStatus>(
            request => Sender.Tell(Outage.OfOpening(since).Interrupts("")),
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
        Receive<RegisterKeeper.Failed>(failed => Become(() => WithoutJournal(failed.Outage)));
        Receive<Terminated>(_ => Become(() => WithoutJournal(Stopped)), IsRegister);
    }

    // The journal could not be used: the coordinator tries it again from time to time.
    private void WithoutJournal(Outage outage)
    {
        Context.GetLogger().Warning("{0}; no sweep goes on until it can", outage.Reason);
        Receive<OpenAgain>(_ =>
        {
            Become(() => Waiting(outage));
            _register.Open();
        });
        ReceiveInOutage(outage);
        Timers.StartSingleTimer(nameof(OpenAgain), OpenAgain.Instance, _retry.Next());
    }

    private void Wait(Outage outage)
    {
        Context.GetLogger().Warning("{0}", outage.Reason);
        Become(() => Waiting(outage));
    }

    // The coordinator has tried the journal, which has not answered yet.
    private void Waiting(Outage outage)
    {
        ReceiveRegister();
        ReceiveInOutage(outage);
    }

    // Requests for status still get the last known one; all others get the reason.
    private void ReceiveInOutage(Outage outage)
    {
        Receive<SweepProtocol.ListSweeps>(request => Answer(request, _answers.List()), _ => _sweeps.All.Any());
        Receive<SweepProtocol.GetStatus>(
            request => Answer(request, _answers.Status(request.SweepId)),
            request => _sweeps.Find(request.SweepId) is not null);
        ReceiveNodeQuestions();
        Receive<SweepProtocol.IAboutSweep>(message => Sender.Tell(outage.Interrupts(message.SweepId)));
        Receive<SweepProtocol.IFromClient>(_ => Sender.Tell(outage.Interrupts("")));
        ReceiveLosses();
        ReceiveAny(_ => { });
        Stash.UnstashAll();
    }

    private void Working()
    {
        Receive<SweepProtocol.SubmitSweep>(Submit);
        Receive<SweepProtocol.ListSweeps>(request => Answer(request, _answers.List()));
        ReceiveNodeQuestions();
        Receive<SweepProtocol.GetStatus>(request => Answer(request, _answers.Status(request.SweepId)));
        Receive<SweepProtocol.IRequest>(ForwardToSweep);
        Receive<SweepProtocol.SweepInterrupted>(Interrupted);
        Receive<RegisterKeeper.Kept>(Kept);
        Receive<RegisterKeeper.Failed>(failed => LoseRegister(failed.Outage));
        Receive<RegisterKeeper.Recovered>(recovered => RegainRegister(recovered.Register));
        Receive<OpenAgain>(_ => _register.Open());
        Receive<SweepStanding>(Changed);
        Receive<OpenSweepAgain>(again => Open(again.SweepId));
        Receive<WorkerProtocol.PullPack>(Pull);
        Receive<WorkerProtocol.TellThroughput>(Note);
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
        Receive<SweepProtocol.ListNodes>(_ => Sender.Tell(new SweepProtocol.NodeList(_nodes.All(_workers, _sweeps))));
        Receive<ClusterTelemetry.Tick>(_ => _telemetry.Tell());
    }

    private void ReceiveLosses()
    {
        Receive<Terminated>(terminated => Gone(terminated.ActorRef));
        Receive<DisassociatedEvent>(lost => GoneAt(lost.RemoteAddress));
        Receive<ClusterEvent.UnreachableMember>(lost => GoneAt(lost.Member.Address));
        Receive<ClusterEvent.MemberRemoved>(lost => GoneAt(lost.Member.Address));
    }

    private bool IsRegister(Terminated terminated) => terminated.ActorRef.Equals(_register.Keeper);

    private void Submit(SweepProtocol.SubmitSweep submit)
    {
        if (_sweeps.Find(submit.SweepId) is { } known)
        {
            if (known.Registered.Admitted.Fingerprint != submit.Fingerprint)
                Sender.Tell(new SweepProtocol.SweepRefused(submit.SweepId, "another sweep has this name already"));
            else if (_answers.ObstacleTo(known, isChange: true) is { } obstacle)
                Sender.Tell(obstacle.Interrupts(submit.SweepId));
            else
                Begin(_sweeps.Update(submit.SweepId, entry => entry.Knowing(submit.Spec)), submit, Sender);
        }
        else if (SweepRoster.Read(submit.Text, submit.SweepId, submit.Spec) is var (spec, problem) && spec is null)
        {
            Sender.Tell(new SweepProtocol.SweepRefused(submit.SweepId, problem));
        }
        else
        {
            Admit(submit with { Spec = spec });
        }
    }

    private void Admit(SweepProtocol.SubmitSweep submit)
    {
        if (_register.Outage is { } outage)
        {
            Sender.Tell(outage.Interrupts(submit.SweepId));
            return;
        }

        if (_submitted.Add(submit, Sender))
            _register.Admit(new SweepAdmitted(
                submit.SweepId, submit.Fingerprint, submit.Text, submit.Priority, _clock.GetUtcNow()));
        if (_submitted.WaitsSince is { } since)
            Sender.Tell(Outage.OfWaiting(since).Interrupts(submit.SweepId));
    }

    private void Kept(RegisterKeeper.Kept kept)
    {
        _retry.Reset();
        _register.Kept(kept.Event.SweepId);
        if (kept.Event is SweepAdmitted admitted && _submitted.Take(admitted.SweepId) is { } submitted)
        {
            var entry = new SweepEntry(new RegisteredSweep(admitted, null))
            {
                IsNew = true,
                Spec = submitted.Submit.Spec,
            };
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
            client.Tell(new SweepProtocol.SweepRefused(entry.SweepId, _sweeps.Find(entry.SweepId)!.Outage!.Reason));
    }

    private void Open(string sweepId)
    {
        var admitted = _sweeps.Find(sweepId)!.Registered.Admitted;
        var submit = new SweepProtocol.SubmitSweep(
            sweepId, admitted.Fingerprint, admitted.Text, admitted.Priority);
        _sweeps.ActorOf(sweepId)?.Tell(submit, ActorRefs.Nobody);
    }

    private void Answer(object question, SweepProtocol.IToClient? answer)
    {
        if (answer is null)
            Context.System.Scheduler.ScheduleTellOnce(AskAgainIn, Self, question, Sender);
        else
            Sender.Tell(answer);
    }

    private void ForwardToSweep(SweepProtocol.IRequest message)
    {
        if (_sweeps.Find(message.SweepId) is not { } entry)
            Sender.Tell(new SweepProtocol.UnknownSweep(message.SweepId));
        else if (_answers.ObstacleTo(entry, message is SweepProtocol.IChange) is { } obstacle)
            Sender.Tell(obstacle.Interrupts(message.SweepId));
        else if (_sweeps.ActorOf(message.SweepId) is { } sweep)
            sweep.Forward(message);
        else
            Sender.Tell(_sweeps.Find(message.SweepId)!.Outage!.Interrupts(message.SweepId));
    }

    private void Interrupted(SweepProtocol.SweepInterrupted interrupted)
    {
        Context.GetLogger().Warning("{Sweep}: {Reason}", interrupted.SweepId, interrupted.Reason);
        _sweeps.Update(interrupted.SweepId, entry => entry with
        {
            Outage = new Outage(interrupted.Reason, interrupted.Kind),
        });
        if (_submitters.TryGetValue(interrupted.SweepId, out var submitter))
            submitter.Tell(interrupted);
    }

    // Sweeps go on with journals of their own; only new ones have to wait.
    private void LoseRegister(Outage outage)
    {
        Context.GetLogger().Warning("the list of sweeps: {0}; no new sweep is taken until it can", outage.Reason);
        Context.Unwatch(_register.Keeper);
        _register.Lose(outage);
        foreach (var submission in _submitted.TakeAll())
            submission.Client.Tell(outage.Interrupts(submission.Submit.SweepId));
        Timers.StartSingleTimer(nameof(OpenAgain), OpenAgain.Instance, _retry.Next());
    }

    // A write that seemed to fail may have reached the journal after all; what happened to sweeps meanwhile did not.
    private void RegainRegister(SweepRegister register)
    {
        _register.Regain();
        var known = _sweeps.All.Select(sweep => sweep.SweepId).ToHashSet();
        _sweeps.Restore(register);
        foreach (var sweep in _sweeps.All.ToList())
        {
            if (!known.Contains(sweep.SweepId))
                Open(sweep.SweepId);
            _register.Tell(sweep);
        }
    }

    private void Changed(SweepStanding standing)
    {
        var before = _sweeps.Find(standing.SweepId)!;
        var entry = _sweeps.Update(standing.SweepId, entry => entry.Told(standing));
        if (standing.HasWritten && entry.Outage is null)
            _retry.Reset();
        if (entry.Outage is { Kind: OutageKind.Waiting } waits && waits != before.Outage)
            Context.GetLogger().Warning("{Sweep}: {Reason}", standing.SweepId, waits.Reason);
        _register.Tell(entry);
        // Only when trials become open: if told at every change, free slots would ask all the time.
        if (standing.IsOffering && before.Standing is not { IsOffering: true })
            _slots.Offer();
    }

    private void Pull(WorkerProtocol.PullPack pull)
    {
        if (_slots.Pull(pull, Sender))
            Context.Watch(Sender);
    }

    private void Note(WorkerProtocol.TellThroughput told)
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
        if (stopped.Ended is not null || stopped.IsLost)
            return;
        if (stopped.Outage is null)
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
