using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Event;
using Akka.Hosting;
using Akka.Remote;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Data;
using static SweepCluster.Cluster.Coordination.RegisterEvents;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Knows which sweeps exist and which workers are there, and shares free slots among active sweeps.</summary>
/// <remarks>
/// A cluster singleton: there is one, on the oldest node with the coordinator's role. What sweeps there are stands in
/// the register's journal, so another coordinator goes on with all of them.
/// </remarks>
public sealed class SweepCoordinator : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private readonly Dictionary<string, SweepEntry> _sweeps = [];
    private readonly List<string> _order = [];
    private readonly Dictionary<string, (SweepProtocol.SubmitSweep Submit, IActorRef Client)> _submitted = [];
    private readonly Dictionary<string, IActorRef> _submitters = [];
    private readonly WorkerRoster _workers = new();
    private readonly NodeRoster _nodes = new(Akka.Cluster.Cluster.Get(Context.System));
    private TimeSpan _retry = FirstRetry;
    private IActorRef _register = ActorRefs.Nobody;

    /// <summary>Made by the cluster singleton's manager.</summary>
    public SweepCoordinator(TimeProvider clock)
    {
        _clock = clock;
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
        Akka.Cluster.Cluster.Get(Context.System).Subscribe(
            Self, typeof(ClusterEvent.UnreachableMember), typeof(ClusterEvent.MemberRemoved));
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        OpenRegister();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Akka.Cluster.Cluster.Get(Context.System).Unsubscribe(Self);
        Context.System.EventStream.Unsubscribe(Self);
    }

    // Until the register is read nobody can say which sweeps there are.
    private void Recovering()
    {
        Receive<RegisterKeeper.Recovered>(recovered =>
        {
            _retry = FirstRetry;
            _order.Clear();
            foreach (var sweep in recovered.Register.Sweeps)
                Admit(sweep);
            Become(Working);
            Stash.UnstashAll();
        });
        Receive<RegisterKeeper.Failed>(failed => Become(() => Troubled(failed.Reason)));
        ReceiveAny(_ => Stash.Stash());
    }

    // The journal cannot be used: how sweeps stood last is still told, all else is answered with the reason, and it is
    // tried again from time to time.
    private void Troubled(string reason)
    {
        Context.GetLogger().Warning("{0}; no sweep goes on until it can", reason);
        Receive<OpenAgain>(_ =>
        {
            Become(Recovering);
            OpenRegister();
        });
        Receive<SweepProtocol.ListSweeps>(List, _ => _sweeps.Count > 0);
        Receive<SweepProtocol.GetStatus>(Tell, request => _sweeps.ContainsKey(request.SweepId));
        Receive<SweepProtocol.IAboutSweep>(message =>
            Sender.Tell(new SweepProtocol.SweepInterrupted(message.SweepId, reason)));
        Receive<SweepProtocol.IFromClient>(_ => Sender.Tell(new SweepProtocol.SweepInterrupted("", reason)));
        ReceiveAny(_ => { });
        Stash.UnstashAll();
        Timers.StartSingleTimer(nameof(OpenAgain), OpenAgain.Instance, _retry);
        _retry = Min(_retry * 2, LastRetry);
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
        Receive<RegisterKeeper.Failed>(failed => Fail(failed.Reason));
        Receive<SweepStanding>(Changed);
        Receive<OpenSweepAgain>(again => Open(again.SweepId));
        Receive<WorkerProtocol.PullPack>(Pull);
        Receive<WorkerProtocol.NothingOpen>(nothing => Ask(nothing.Puller));
        Receive<WorkerProtocol.PackGranted>(granted => _workers.Granted(granted.Lease.Holder)?.Tell(granted));
        Receive<WorkerProtocol.LeaseLost>(lost => _workers.ActorOf(lost.Lease.Holder.Worker)?.Tell(lost));
        Receive<WorkerProtocol.IAboutLease>(AboutLease);
        Receive<Terminated>(terminated => Gone(terminated.ActorRef));
        Receive<DisassociatedEvent>(lost => GoneAt(lost.RemoteAddress));
        Receive<ClusterEvent.UnreachableMember>(lost => GoneAt(lost.Member.Address));
        Receive<ClusterEvent.MemberRemoved>(lost => GoneAt(lost.Member.Address));
    }

    private void OpenRegister() => _register = Context.ActorOf(Props.Create<RegisterKeeper>());

    private void Submit(SweepProtocol.SubmitSweep submit)
    {
        if (_sweeps.TryGetValue(submit.SweepId, out var known))
        {
            if (known.Registered.Admitted.Fingerprint != submit.Fingerprint)
                Sender.Tell(new SweepProtocol.SweepRefused(submit.SweepId, "another sweep has this name already"));
            else
                Begin(known, submit, Sender);
        }
        else if (Read(submit.Text, submit.SweepId) is (null, var problem))
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
            Admit(new RegisteredSweep(admitted, null));
            Begin(_sweeps[admitted.SweepId], submitted.Submit, submitted.Client);
            return;
        }

        var entry = _sweeps[kept.Event.SweepId];
        _sweeps[entry.SweepId] = entry with
        {
            Registered = entry.Registered with { Closed = kept.Event as SweepClosed },
        };
    }

    private void Admit(RegisteredSweep sweep)
    {
        _order.Add(sweep.Admitted.SweepId);
        _sweeps[sweep.Admitted.SweepId] =
            new SweepEntry(sweep, Standing: _sweeps.GetValueOrDefault(sweep.Admitted.SweepId)?.Standing);
        if (sweep.Closed is null)
            Open(sweep.Admitted.SweepId);
    }

    // A sweep that the register knows but whose own journal is empty begins; any other has begun already.
    private void Begin(SweepEntry entry, SweepProtocol.SubmitSweep submit, IActorRef client)
    {
        _submitters[entry.SweepId] = client;
        if (ActorOf(entry.SweepId) is { } sweep)
            sweep.Tell(submit, client);
        else
            client.Tell(new SweepProtocol.SweepRefused(entry.SweepId, _sweeps[entry.SweepId].Problem));
    }

    private void Open(string sweepId)
    {
        var admitted = _sweeps[sweepId].Registered.Admitted;
        ActorOf(sweepId)?.Tell(
            new SweepProtocol.SubmitSweep(sweepId, admitted.Fingerprint, admitted.Text, admitted.Priority), ActorRefs.Nobody);
    }

    private IActorRef? ActorOf(string sweepId)
    {
        var entry = _sweeps[sweepId];
        if (entry.Actor is not null)
            return entry.Actor;
        var admitted = entry.Registered.Admitted;
        var (spec, problem) = Read(admitted.Text, sweepId);
        var actor = spec is null
            ? null
            : Context.Watch(Context.ActorOf(SweepActor.Props(sweepId, spec, admitted.Fingerprint, _clock)));
        _sweeps[sweepId] = entry with { Actor = actor, Problem = problem };
        return _sweeps[sweepId].Actor;
    }

    private static (SweepSpec? Spec, string Problem) Read(string text, string sweepId)
    {
        try
        {
            return (SweepFileReader.Parse(text, sweepId, []), "");
        }
        catch (InvalidInputException invalid)
        {
            return (null, string.Join("; ", invalid.Problems));
        }
    }

    private void List(SweepProtocol.ListSweeps request) => Sender.Tell(new SweepProtocol.SweepList(
        [.. _order.Select(sweepId => _sweeps[sweepId].Status)]));

    private void Tell(SweepProtocol.GetStatus request)
    {
        if (!_sweeps.TryGetValue(request.SweepId, out var entry))
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
        if (!_sweeps.TryGetValue(message.SweepId, out var entry))
            Sender.Tell(new SweepProtocol.UnknownSweep(message.SweepId));
        else if (!entry.IsInterrupted && ActorOf(message.SweepId) is { } sweep)
            sweep.Forward(message);
        else
            Sender.Tell(new SweepProtocol.SweepInterrupted(message.SweepId, _sweeps[message.SweepId].Problem));
    }

    private void Interrupted(SweepProtocol.SweepInterrupted interrupted)
    {
        Context.GetLogger().Warning("{0}: {1}", interrupted.SweepId, interrupted.Reason);
        _sweeps[interrupted.SweepId] = _sweeps[interrupted.SweepId] with { Problem = interrupted.Reason };
        if (_submitters.TryGetValue(interrupted.SweepId, out var submitter))
            submitter.Tell(interrupted);
    }

    private void Fail(string reason)
    {
        foreach (var (submit, client) in _submitted.Values)
            client.Tell(new SweepProtocol.SweepInterrupted(submit.SweepId, reason));
        foreach (var sweep in _sweeps.Values.ToList())
        {
            if (sweep.Actor is not null)
                Context.Stop(Context.Unwatch(sweep.Actor));
            _sweeps[sweep.SweepId] = sweep.Stopped with { Problem = reason };
        }

        _submitted.Clear();
        Become(() => Troubled(reason));
    }

    private void Changed(SweepStanding standing)
    {
        var before = _sweeps[standing.SweepId].Standing;
        var entry = _sweeps[standing.SweepId] with { Standing = standing, Problem = "" };
        _sweeps[standing.SweepId] = entry;
        _retry = FirstRetry;
        if (standing.Ended is { } reason && entry.Registered.Closed is null)
            _register.Tell(new SweepClosed(standing.SweepId, standing.Account, reason));
        else if (standing.Ended is null && entry.Registered.Closed is not null)
            _register.Tell(new SweepReopened(standing.SweepId));
        // Slots that are free while trials wait have asked already; told at every change, all would ask all the time.
        if (!standing.IsOffering || before is { IsOffering: true })
            return;
        foreach (var worker in _workers.Actors)
            worker.Tell(new WorkerProtocol.WorkAvailable());
    }

    private void Pull(WorkerProtocol.PullPack pull)
    {
        if (_workers.Note(Sender, pull.Puller, pull.Slots))
            Context.Watch(Sender);
        _workers.Begin(pull.Puller, FairShare.Order(
            _order.Select(sweepId => _sweeps[sweepId]).Where(sweep => sweep.MayGrant).Select(sweep => sweep.Share)));
        Ask(pull.Puller);
    }

    private void Ask(Sweeps.State.Puller puller)
    {
        while (_workers.Next(puller) is { } sweepId)
        {
            if (!_sweeps.TryGetValue(sweepId, out var sweep) || !sweep.MayGrant)
                continue;
            sweep.Actor.Tell(new WorkerProtocol.SharedPull(puller, _workers.Slots));
            return;
        }

        _workers.ActorOf(puller.Worker)?.Tell(new WorkerProtocol.NothingOpen(puller));
    }

    private void AboutLease(WorkerProtocol.IAboutLease message)
    {
        if (_sweeps.TryGetValue(message.SweepId, out var sweep) && sweep.Actor is { } actor)
            actor.Forward(message);
        else if (!_sweeps.ContainsKey(message.SweepId) || sweep!.Ended is not null)
            Sender.Tell(new WorkerProtocol.LeaseLost(message.SweepId, message.Lease));
    }

    private void Gone(IActorRef actor)
    {
        var sweep = _sweeps.Values.FirstOrDefault(entry => actor.Equals(entry.Actor));
        if (sweep is null)
        {
            Lose(worker => worker.Equals(actor));
            return;
        }

        _sweeps[sweep.SweepId] = sweep.Stopped;
        if (sweep.Ended is not null)
            return;
        Timers.StartSingleTimer(sweep.SweepId, new OpenSweepAgain(sweep.SweepId), _retry);
        _retry = Min(_retry * 2, LastRetry);
    }

    private void GoneAt(Address address) => Lose(worker => worker.Path.Address == address);

    // A hint is enough: should the worker be alive after all, its results are the same bits as anybody's.
    private void Lose(Func<IActorRef, bool> which)
    {
        foreach (var name in _workers.Remove(which))
        {
            foreach (var sweep in _sweeps.Values)
                sweep.Actor?.Tell(new SweepActor.WorkerGone(name));
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed record OpenAgain : INoSerializationVerificationNeeded
    {
        public static readonly OpenAgain Instance = new();
    }

    private sealed record OpenSweepAgain(string SweepId) : INoSerializationVerificationNeeded;
}

/// <summary>Starts the coordinator's singleton and the proxy that finds it.</summary>
public static class SweepCoordinatorHosting
{
    /// <summary>Adds the coordinator to a node; other nodes of the cluster reach it through the proxy.</summary>
    public static AkkaConfigurationBuilder AddSweepCoordinator(this AkkaConfigurationBuilder builder, TimeProvider clock) =>
        builder.WithSingleton<SweepCoordinator>(
            "coordinator",
            Props.Create(() => new SweepCoordinator(clock)),
            new ClusterSingletonOptions { Role = NodeRoles.Coordinator });

    /// <summary>Adds the proxy alone, to a node that never hosts the coordinator.</summary>
    public static AkkaConfigurationBuilder AddCoordinatorProxy(this AkkaConfigurationBuilder builder) =>
        builder.WithSingletonProxy<SweepCoordinator>(
            "coordinator", new ClusterSingletonOptions { Role = NodeRoles.Coordinator });
}
