using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Remote;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using static SweepCluster.Cluster.Coordination.RegisterEvents;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Knows which sweeps exist and which workers are there, and shares free slots among active sweeps.</summary>
/// <remarks>
/// A cluster singleton: there is one, on the oldest node with the coordinator's role. What sweeps there are stands in
/// the register's journal, so another coordinator goes on with all of them.
/// </remarks>
public sealed class SweepCoordinator : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private const string SweepStopped = "it stopped on an error and is opened again; the coordinator's log says more";

    private static readonly JournalTrouble Stopped = new("the list of sweeps stopped on an error; the coordinator's log says more", false);

    private readonly TimeProvider _clock;
    private readonly SweepRoster _sweeps;
    private readonly Dictionary<string, (SweepProtocol.SubmitSweep Submit, IActorRef Client)> _submitted = [];
    private readonly Dictionary<string, IActorRef> _submitters = [];
    private readonly WorkerRoster _workers = new();
    private readonly NodeRoster _nodes = new(Akka.Cluster.Cluster.Get(Context.System));
    private readonly SlotSharing _slots;
    private readonly RetryDelay _retry = new();
    private readonly ClusterTelemetry _telemetry;
    private IActorRef _register = ActorRefs.Nobody;

    /// <summary>Made by the cluster singleton's manager.</summary>
    /// <param name="clock">Tells the time.</param>
    /// <param name="speaks">What workers it understands.</param>
    public SweepCoordinator(TimeProvider clock, ProtocolRange speaks)
    {
        _clock = clock;
        _sweeps = new SweepRoster((admitted, spec) => Context.Watch(
            Context.ActorOf(SweepActor.Props(admitted.SweepId, spec, admitted.Fingerprint, clock))));
        _slots = new SlotSharing(_workers, _sweeps, speaks, Context.GetLogger());
        _telemetry = new ClusterTelemetry(_sweeps, _workers, _nodes);
        Recovering();
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.GetLogger().Info("The coordinator is at work here");
        Akka.Cluster.Cluster.Get(Context.System).Subscribe(
            Self, typeof(ClusterEvent.UnreachableMember), typeof(ClusterEvent.MemberRemoved));
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        _telemetry.Begin(Timers);
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

    // Until the register is read nobody can say which sweeps there are.
    private void Recovering()
    {
        Receive<RegisterKeeper.Recovered>(recovered =>
        {
            _retry.Reset();
            _sweeps.Restore(recovered.Register);
            foreach (var sweep in _sweeps.All.Where(sweep => sweep.Registered.Closed is null).ToList())
                Open(sweep.SweepId);
            Become(Working);
            Stash.UnstashAll();
        });
        Receive<RegisterKeeper.Failed>(failed => Become(() => Troubled(failed.Trouble)));
        Receive<Terminated>(_ => Become(() => Troubled(Stopped)), IsRegister);
        Receive<ClusterTelemetry.Tick>(_ => _telemetry.Tell());
        ReceiveAny(_ => Stash.Stash());
    }

    // The journal cannot be used: how sweeps stood last is still told, all else is answered with the reason, and it is
    // tried again from time to time.
    private void Troubled(JournalTrouble trouble)
    {
        Context.GetLogger().Warning("{0}; no sweep goes on until it can", trouble.Reason);
        Receive<OpenAgain>(_ =>
        {
            Become(Recovering);
            OpenRegister();
        });
        Receive<SweepProtocol.ListSweeps>(List, _ => _sweeps.All.Any());
        Receive<SweepProtocol.GetStatus>(Tell, request => _sweeps.Find(request.SweepId) is not null);
        Receive<SweepProtocol.IAboutSweep>(message =>
            Sender.Tell(Interruption(message.SweepId, trouble)));
        Receive<SweepProtocol.IFromClient>(_ => Sender.Tell(Interruption("", trouble)));
        ReceiveLosses();
        ReceiveAny(_ => { });
        Stash.UnstashAll();
        Timers.StartSingleTimer(nameof(OpenAgain), OpenAgain.Instance, _retry.Next());
    }

    private void Working()
    {
        Receive<SweepProtocol.SubmitSweep>(Submit);
        Receive<SweepProtocol.ListSweeps>(List);
        Receive<SweepProtocol.ListNodes>(_ => Sender.Tell(new SweepProtocol.NodeList(_nodes.All(_workers))));
        Receive<SweepProtocol.GetStatus>(Tell);
        Receive<SweepProtocol.IRequest>(ForwardToSweep);
        Receive<SweepProtocol.SweepInterrupted>(Interrupted);
        Receive<RegisterKeeper.Kept>(Kept);
        Receive<RegisterKeeper.Failed>(failed => Fail(failed.Trouble));
        Receive<SweepStanding>(Changed);
        Receive<OpenSweepAgain>(again => Open(again.SweepId));
        Receive<WorkerProtocol.PullPack>(Pull);
        Receive<WorkerProtocol.TellPace>(_workers.Note);
        Receive<WorkerProtocol.NothingOpen>(nothing => _slots.AskNext(nothing.Puller));
        Receive<WorkerProtocol.PackGranted>(_slots.Granted);
        Receive<WorkerProtocol.LeaseLost>(lost => _slots.TellHolder(lost.Lease, lost));
        Receive<WorkerProtocol.SplitPack>(split => _slots.TellHolder(split.Lease, split));
        Receive<WorkerProtocol.IAboutLease>(message => _slots.AboutLease(message, Sender));
        Receive<Terminated>(_ => Fail(Stopped), IsRegister);
        ReceiveLosses();
    }

    private void ReceiveLosses()
    {
        Receive<ClusterTelemetry.Tick>(_ => _telemetry.Tell());
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
            else
                Begin(known, submit, Sender);
        }
        else if (SweepRoster.Read(submit.Text, submit.SweepId) is (null, var problem))
        {
            Sender.Tell(new SweepProtocol.SweepRefused(submit.SweepId, problem));
        }
        else
        {
            if (_submitted.TryAdd(submit.SweepId, (submit, Sender)))
                _register.Tell(new SweepAdmitted(
                    submit.SweepId, submit.Fingerprint, submit.Text, submit.Priority, _clock.GetUtcNow()));
            _submitted[submit.SweepId] = (submit, Sender);
        }
    }

    private void Kept(RegisterKeeper.Kept kept)
    {
        if (kept.Event is SweepAdmitted admitted && _submitted.Remove(admitted.SweepId, out var submitted))
        {
            var entry = new SweepEntry(new RegisteredSweep(admitted, null));
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

    // A sweep that the register knows but whose own journal is empty begins; any other has begun already.
    private void Begin(SweepEntry entry, SweepProtocol.SubmitSweep submit, IActorRef client)
    {
        _submitters[entry.SweepId] = client;
        if (_sweeps.ActorOf(entry.SweepId) is { } sweep)
            sweep.Tell(submit, client);
        else
            client.Tell(new SweepProtocol.SweepRefused(entry.SweepId, _sweeps.Find(entry.SweepId)!.Problem));
    }

    private void Open(string sweepId)
    {
        var admitted = _sweeps.Find(sweepId)!.Registered.Admitted;
        _sweeps.ActorOf(sweepId)?.Tell(
            new SweepProtocol.SubmitSweep(sweepId, admitted.Fingerprint, admitted.Text, admitted.Priority), ActorRefs.Nobody);
    }

    private void List(SweepProtocol.ListSweeps request) => Sender.Tell(new SweepProtocol.SweepList(
        [.. _sweeps.All.Select(sweep => sweep.Status)]));

    private void Tell(SweepProtocol.GetStatus request)
    {
        if (_sweeps.Find(request.SweepId) is not { } entry)
        {
            Sender.Tell(new SweepProtocol.UnknownSweep(request.SweepId));
            return;
        }

        var admitted = entry.Registered.Admitted;
        Sender.Tell(new SweepProtocol.StatusReply(
            request.SweepId, entry.Status, admitted.Text, admitted.Fingerprint));
    }

    private void ForwardToSweep(SweepProtocol.IRequest message)
    {
        if (_sweeps.Find(message.SweepId) is not { } entry)
            Sender.Tell(new SweepProtocol.UnknownSweep(message.SweepId));
        else if (!entry.IsInterrupted && _sweeps.ActorOf(message.SweepId) is { } sweep)
            sweep.Forward(message);
        else
            Sender.Tell(Interruption(message.SweepId, _sweeps.Find(message.SweepId)!.Trouble));
    }

    private static SweepProtocol.SweepInterrupted Interruption(string sweepId, JournalTrouble trouble) =>
        new(sweepId, trouble.Reason) { IsDamaged = trouble.IsDamage };

    private void Interrupted(SweepProtocol.SweepInterrupted interrupted)
    {
        Context.GetLogger().Warning("{Sweep}: {Reason}", interrupted.SweepId, interrupted.Reason);
        _sweeps.Update(interrupted.SweepId, entry => entry with
        {
            Problem = interrupted.Reason,
            IsDamaged = interrupted.IsDamaged,
        });
        if (_submitters.TryGetValue(interrupted.SweepId, out var submitter))
            submitter.Tell(interrupted);
    }

    private void Fail(JournalTrouble trouble)
    {
        foreach (var (submit, client) in _submitted.Values)
            client.Tell(Interruption(submit.SweepId, trouble));
        foreach (var sweep in _sweeps.All.ToList())
        {
            if (sweep.Actor is not null)
                Context.Stop(Context.Unwatch(sweep.Actor));
            _sweeps.Update(sweep.SweepId, entry => entry.Stopped with { Problem = trouble.Reason });
        }

        _submitted.Clear();
        Become(() => Troubled(trouble));
    }

    private void Changed(SweepStanding standing)
    {
        var before = _sweeps.Find(standing.SweepId)!.Standing;
        var entry = _sweeps.Update(standing.SweepId, entry => entry with { Standing = standing, Problem = "", IsDamaged = false });
        _retry.Reset();
        if (standing.Ended is { } reason && entry.Registered.Closed is null)
            _register.Tell(new SweepClosed(standing.SweepId, standing.Account, reason)
            {
                Highlights = standing.Highlights,
                Course = standing.Course,
            });
        else if (standing.Ended is null && entry.Registered.Closed is not null)
            _register.Tell(new SweepReopened(standing.SweepId));
        // Slots that are free while trials wait have asked already; told at every change, all would ask all the time.
        if (standing.IsOffering && before is not { IsOffering: true })
            _slots.Offer();
    }

    private void Pull(WorkerProtocol.PullPack pull)
    {
        if (_slots.Pull(pull, Sender))
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
        if (stopped.Problem.Length == 0)
            Interrupted(new SweepProtocol.SweepInterrupted(sweep.SweepId, SweepStopped));
        Timers.StartSingleTimer(sweep.SweepId, new OpenSweepAgain(sweep.SweepId), _retry.Next());
    }

    private void GoneAt(Address address) => _slots.Lose(worker => worker.Path.Address == address);

    private sealed record OpenAgain : INoSerializationVerificationNeeded
    {
        public static readonly OpenAgain Instance = new();
    }

    private sealed record OpenSweepAgain(string SweepId) : INoSerializationVerificationNeeded;
}
