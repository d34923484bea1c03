using System.Collections.Immutable;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination.Sweep;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Tests;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Simulation;

/// <summary>
/// A coordinator with one sweep: the real rules, the real journal format, and the same order of writes and answers as
/// in <see cref="SweepActor"/>. After a crash it knows only what is in the journal.
/// </summary>
internal sealed class SimulatedCoordinator(SimulatedCluster cluster, SweepPlan plan)
{
    private readonly JournalSerializer _serializer = new(null!);
    private readonly List<(string Manifest, byte[] Bytes)> _journal = [];
    private readonly List<ISweepEvent> _unwritten = [];
    private readonly Dictionary<string, SimulatedWorker> _watched = [];
    private ImmutableArray<PackCheckpoint> _checkpoints = [];
    private int _incarnation;

    public bool Up { get; private set; }

    public SweepState State { get; private set; } = SweepState.Empty;

    public void Start()
    {
        (Up, State) = (true, Replayed());
        Do(new SweepCommands.SubmitSweep(plan, "text"));
        Do(new SweepCommands.RecoverSweep { Found = _checkpoints });
        var incarnation = ++_incarnation;
        cluster.Time.Every(1000, () =>
        {
            if (incarnation == _incarnation)
            {
                Do(new SweepCommands.Tick());
                _checkpoints = [.. SweepCheckpoints.Of(State)];
            }

            return incarnation == _incarnation;
        });
    }

    public void Crash()
    {
        if (_unwritten.Count == 0)
            Assert.Equal(AfterRestart(State), AfterRestart(Replayed()));
        Up = false;
        _incarnation++;
        _unwritten.Clear();
        _watched.Clear();
    }

    /// <summary>A watched worker is gone, or seems to be.</summary>
    public void Lose(SimulatedWorker worker)
    {
        if (Up && _watched.Remove(worker.Name))
            Do(new SweepCommands.LoseWorker(worker.Name));
    }

    public void Hear(SimulatedWorker worker, WorkerProtocol.IFromWorker message)
    {
        if (!Up)
            return;
        if (message is WorkerProtocol.TellProgress told)
        {
            var request = new SweepCommands.RequestPack(told.Lease.Holder, 1, [.. _watched.Keys], true)
            {
                Yielding = Yielding,
            };
            Do(new SweepCommands.TellProgress(request, told.Lease, told.Progress));
            return;
        }

        if (message is WorkerProtocol.IAboutLease about)
        {
            if (LeaseAnswers.To(about, Do(LeaseAnswers.CommandOf(about))) is { } answer)
                cluster.ToWorker(worker.Name, answer);
            return;
        }

        // Akka's death watch notices at once an actor that is already gone.
        _watched[worker.Name] = worker;
        if (!worker.Alive)
            cluster.Time.After(100, () => Lose(worker));
        var pull = Assert.IsType<WorkerProtocol.PullPack>(message);
        var slot = pull.SlotRequest;
        if (pull.Avoids.Contains("example"))
        {
            cluster.ToWorker(worker.Name, new WorkerProtocol.NothingOpen(slot));
            return;
        }

        var reply = Do(new SweepCommands.RequestPack(
            slot, _watched.Values.Sum(w => w.Slots), [.. _watched.Keys], pull.Speaks.KnowsSeveralPacks)
        {
            Yielding = Yielding,
        });
        cluster.ToWorker(worker.Name, LeaseAnswers.ToPull("example", cluster.Spec, "f", slot, reply));
    }

    private ImmutableHashSet<string> Yielding =>
        [.. _watched.Values.Where(w => w.Speaks.KnowsSplitting).Select(w => w.Name)];

    public ISweepReply Do(ISweepCommand command)
    {
        var decision = SweepDecisions.Decide(State, command, cluster.Time.Now);
        if (decision.Events.All(e => e is SweepEvents.LeaseGranted || !SweepEvents.IsForTheJournal(e)))
            ApplyAhead(decision);
        else
            WriteFirst(decision);
        if (decision.Split is var (split, takers, throughput))
            cluster.ToWorker(split.Holder.Worker, new WorkerProtocol.SplitPack("example", split, takers, throughput));
        foreach (var taken in decision.TakenBack)
            cluster.ToWorker(taken.Holder.Worker, new WorkerProtocol.SplitPack("example", taken, 1, 0));
        return decision.Reply;
    }

    public string Live() => Text(State);

    public string ReplayedText() => Text(Replayed());

    private void ApplyAhead(Decision decision)
    {
        State = decision.Events.Aggregate(State, SweepEvolution.Apply);
        _unwritten.AddRange(decision.Events.Where(SweepEvents.IsForTheJournal));
        var incarnation = _incarnation;
        cluster.Time.After(cluster.Random.Next(1, 200), () =>
        {
            if (incarnation == _incarnation)
                Write([]);
        });
    }

    private void WriteFirst(Decision decision)
    {
        Assert.DoesNotContain(
            decision.Events.SkipWhile(e => !SweepEvents.IsForTheJournal(e)), e => e is SweepEvents.LeaseRenewed);
        Write(decision.Events.Where(SweepEvents.IsForTheJournal));
        State = decision.Events.Aggregate(State, SweepEvolution.Apply);
        foreach (var lease in decision.Overtaken)
            cluster.ToWorker(lease.Holder.Worker, new WorkerProtocol.LeaseLost("example", lease));
        foreach (var worker in _watched.Keys.Where(_ => !State.Open.IsEmpty))
            cluster.ToWorker(worker, new WorkerProtocol.WorkAvailable());
    }

    private void Write(IEnumerable<ISweepEvent> events)
    {
        _journal.AddRange(_unwritten.Concat(events).Select(e => (_serializer.Manifest(e), _serializer.ToBinary(e))));
        _unwritten.Clear();
    }

    private SweepState Replayed() => _journal
        .Select(entry => (ISweepEvent)_serializer.FromBinary(entry.Bytes, entry.Manifest))
        .Aggregate(SweepState.Empty, SweepEvolution.Apply);

    private string AfterRestart(SweepState state) => Text(state.Ended is null
        ? SweepEvolution.Apply(state, new SweepEvents.SweepResumed(cluster.Time.Now))
        : state);

    private static string Text(SweepState state) => ExactJson.Of(state);
}
