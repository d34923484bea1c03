using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Knows which sweeps exist and which workers are there, and shares free slots among active sweeps.</summary>
/// <remarks>A cluster singleton: there is one, on the oldest node with the coordinator's role.</remarks>
public sealed class SweepCoordinator : ReceiveActor
{
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, IActorRef> _sweeps = [];
    private readonly List<string> _active = [];
    private readonly Dictionary<IActorRef, Worker> _workers = [];
    private readonly Dictionary<string, IActorRef> _submitters = [];

    /// <summary>Made by the cluster singleton's manager.</summary>
    public SweepCoordinator(TimeProvider clock)
    {
        _clock = clock;
        Receive<SweepProtocol.SubmitSweep>(Submit);
        Receive<SweepProtocol.IAboutSweep>(message => message is not SweepProtocol.SweepInterrupted, ForwardToSweep);
        Receive<SweepProtocol.SweepInterrupted>(Interrupted);
        Receive<SweepChanged>(Changed);
        Receive<WorkerProtocol.PullPack>(Pull);
        Receive<WorkerProtocol.IAboutLease>(message =>
        {
            if (_sweeps.TryGetValue(message.SweepId, out var sweep))
                sweep.Forward(message);
            else
                Sender.Tell(new WorkerProtocol.LeaseLost(message.SweepId, message.Lease));
        });
        Receive<Terminated>(terminated => Gone(terminated.ActorRef));
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Submit(SweepProtocol.SubmitSweep submit)
    {
        if (!_sweeps.TryGetValue(submit.SweepId, out var sweep))
        {
            sweep = Context.ActorOf(
                SweepActor.Props(submit.SweepId, submit.Spec, submit.Fingerprint, _clock), submit.SweepId);
            _sweeps[submit.SweepId] = Context.Watch(sweep);
        }

        _submitters[submit.SweepId] = Sender;
        sweep.Forward(submit);
    }

    private void ForwardToSweep(SweepProtocol.IAboutSweep message)
    {
        if (_sweeps.TryGetValue(message.SweepId, out var sweep))
            sweep.Forward(message);
        else
            Sender.Tell(new SweepProtocol.UnknownSweep(message.SweepId));
    }

    private void Interrupted(SweepProtocol.SweepInterrupted interrupted)
    {
        if (_submitters.TryGetValue(interrupted.SweepId, out var submitter))
            submitter.Tell(interrupted);
    }

    private void Changed(SweepChanged changed)
    {
        _active.Remove(changed.SweepId);
        if (!changed.Active)
            return;
        _active.Add(changed.SweepId);
        foreach (var worker in _workers.Keys)
            worker.Tell(new WorkerProtocol.WorkAvailable());
    }

    private void Pull(WorkerProtocol.PullPack pull)
    {
        if (!_workers.ContainsKey(Sender))
            Context.Watch(Sender);
        _workers[Sender] = new Worker(pull.Puller.Worker, pull.Slots);
        if (_active.Count == 0)
            Sender.Tell(new WorkerProtocol.NothingOpen(pull.Puller));
        else
            _sweeps[_active[0]].Forward(
                new WorkerProtocol.SharedPull(pull.Puller, _workers.Values.Sum(worker => worker.Slots)));
    }

    private void Gone(IActorRef actor)
    {
        if (_workers.Remove(actor, out var worker))
        {
            foreach (var sweep in _sweeps.Values)
                sweep.Tell(new SweepActor.WorkerGone(worker.Name));
            return;
        }

        foreach (var sweepId in _sweeps.Where(sweep => sweep.Value.Equals(actor)).Select(sweep => sweep.Key).ToList())
        {
            _sweeps.Remove(sweepId);
            _active.Remove(sweepId);
        }
    }

    /// <summary>A sweep has trials to train, or is over.</summary>
    internal sealed record SweepChanged(string SweepId, bool Active) : INoSerializationVerificationNeeded;

    private sealed record Worker(string Name, int Slots);
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
}
