using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>Knows the workers, and which sweep each of their slots asked last.</summary>
internal sealed class WorkerRoster
{
    private readonly Dictionary<string, Worker> _workers = [];
    private readonly Dictionary<string, (IActorRef Actor, string Misfit)> _unfit = [];

    /// <summary>Slots of all workers.</summary>
    public int Slots { get; private set; }

    /// <summary>Slots that are training.</summary>
    public int Busy => _workers.Values.Sum(worker => worker.Busy);

    /// <summary>The workers' actors.</summary>
    public IEnumerable<IActorRef> Actors => _workers.Values.Select(worker => worker.Actor);

    /// <summary>Notes that a worker's slot asks for a pack.</summary>
    /// <returns>Whether the worker is new.</returns>
    public bool Note(IActorRef actor, WorkerProtocol.PullPack pull)
    {
        var name = pull.SlotRequest.Worker;
        var isNew = !_workers.TryGetValue(name, out var known);
        _workers[name] = new Worker(
            actor, pull.Slots, pull.Speaks, known?.Rounds ?? [], known?.Throughput ?? 0, pull.Problem)
        {
            Gpus = pull.Gpus,
        };
        Slots += pull.Slots - (known?.Slots ?? 0);
        return isNew;
    }

    /// <summary>The protocol versions that a worker understands; the oldest if the worker is unknown.</summary>
    public ProtocolRange SpeechOf(string worker) =>
        _workers.TryGetValue(worker, out var known) ? known.Speaks : ProtocolRange.Untold;

    /// <summary>Notes how fast a worker trains and what prevents it from training.</summary>
    /// <returns>Whether the worker is new: one that got its packs from another coordinator.</returns>
    public bool Note(IActorRef actor, WorkerProtocol.TellThroughput told)
    {
        if (_workers.TryGetValue(told.Worker, out var worker))
            _workers[told.Worker] = worker with { Throughput = told.UpdatesPerSecond, Problem = told.Problem };
        else if (!told.Busy.IsEmpty && !_unfit.ContainsKey(told.Worker))
            return Add(actor, told);
        return false;
    }

    // The worker tells the protocol versions that it understands only when it pulls.
    private bool Add(IActorRef actor, WorkerProtocol.TellThroughput told)
    {
        var rounds = told.Busy.ToDictionary(
            slot => slot, slot => new Round(new SlotRequest(told.Worker, slot, 0), [], null, true)
            {
                Takes = TrialResources.Usual,
            });
        _workers.Add(told.Worker, new Worker(
            actor, told.Slots, ProtocolRange.Untold, rounds, told.UpdatesPerSecond, told.Problem)
        {
            Gpus = told.Gpus,
        });
        Slots += told.Slots;
        return true;
    }

    /// <summary>Notes a worker whose protocol the coordinator does not understand.</summary>
    /// <returns>Whether the worker is new.</returns>
    public bool NoteUnfit(IActorRef actor, string worker, string misfit) => _unfit.TryAdd(worker, (actor, misfit));

    /// <summary>Why the worker at an address cannot train some sweep; empty if it can train all.</summary>
    public string ProblemAt(Address address, SweepRoster sweeps) => _unfit.Values
        .Where(worker => worker.Actor.Path.Address == address).Select(worker => worker.Misfit)
        .Concat(_workers.Values.Where(worker => worker.Actor.Path.Address == address).Select(worker => worker.Problem))
        .Concat(_workers.Where(worker => worker.Value.Actor.Path.Address == address).SelectMany(worker => sweeps.All
            .Where(sweep => sweep.Ended is null && sweep.Excludes(worker.Key))
            .Select(sweep => ExclusionWords.Of(sweep.SweepId, sweep.Standing!.Excluded[worker.Key]))))
        .FirstOrDefault(problem => problem.Length > 0, "");

    /// <summary>A worker's actor; null if it is gone.</summary>
    public IActorRef? ActorOf(string worker) => _workers.TryGetValue(worker, out var known) ? known.Actor : null;

    /// <summary>Begins to ask sweeps for a slot's pull; if it is repeated, the sweep asked last comes first.</summary>
    public void Begin(SlotRequest slot, IEnumerable<string> sweeps)
    {
        if (!_workers.TryGetValue(slot.Worker, out var worker))
            return;
        var servedBefore = worker.Rounds.TryGetValue(slot.Slot, out var round) && round.SlotRequest == slot
            ? round.Asked
            : null;
        var order = sweeps.ToList();
        if (servedBefore is not null && order.Remove(servedBefore))
            order.Insert(0, servedBefore);
        worker.Rounds[slot.Slot] = new Round(slot, new Queue<string>(order), servedBefore, false);
    }

    /// <summary>The next sweep to ask for a pull; null if all have been asked.</summary>
    public string? Next(SlotRequest slot)
    {
        if (!_workers.TryGetValue(slot.Worker, out var worker)
            || !worker.Rounds.TryGetValue(slot.Slot, out var round)
            || round.SlotRequest != slot
            || !round.ToAsk.TryDequeue(out var sweep))
            return null;
        worker.Rounds[slot.Slot] = round with { Asked = sweep };
        return sweep;
    }

    /// <summary>Whether a slot's worker has free what a sweep's packs take.</summary>
    /// <remarks>A slot that asks is free, so one that takes nothing else always fits.</remarks>
    public WorkerFit FitOf(SlotRequest slot, TrialResources needs)
    {
        if (needs == TrialResources.Usual)
            return WorkerFit.Fits;
        if (!_workers.TryGetValue(slot.Worker, out var worker) || !needs.FitsInto(worker.Most))
            return WorkerFit.Never;
        var others = worker.Rounds.Where(round => round.Key != slot.Slot).Select(round => round.Value.Takes).ToList();
        if (needs.Gpus > 0 && (KeepsGpus(worker, slot) || worker.Gpus - others.Sum(takes => takes.Gpus) < needs.Gpus))
            return WorkerFit.LacksGpus;
        return worker.Slots - others.Sum(takes => takes.Slots) < needs.Slots ? WorkerFit.LacksSlots : WorkerFit.Fits;
    }

    /// <summary>Keeps a slot free until its worker has enough of them for a pack of a sweep.</summary>
    /// <returns>Whether it does; not if as many workers already do as trials wait.</returns>
    public bool Reserve(SlotRequest slot, string sweep, long open)
    {
        if (RoundOf(slot) is not { } round)
            return false;
        var elsewhere = _workers.Count(worker =>
            worker.Key != slot.Worker && worker.Value.Rounds.Values.Any(other => other.ReservedFor == sweep));
        if (elsewhere < open)
            _workers[slot.Worker].Rounds[slot.Slot] = round with { ReservedFor = sweep };
        return elsewhere < open;
    }

    /// <summary>Sees to it that this pull gets no pack with GPUs: they are kept for a pack that takes more.</summary>
    public void KeepGpus(SlotRequest slot)
    {
        if (RoundOf(slot) is { } round)
            _workers[slot.Worker].Rounds[slot.Slot] = round with { KeepsGpus = true };
    }

    /// <summary>Notes what a pull may be about to get.</summary>
    public void Ask(SlotRequest slot, TrialResources takes)
    {
        if (RoundOf(slot) is { } round)
            _workers[slot.Worker].Rounds[slot.Slot] = round with { Takes = takes };
    }

    /// <summary>What a sweep needs and no worker has, or why none may train it; null if one can.</summary>
    public string? LackOf(SweepEntry sweep)
    {
        var workers = _workers.Values.Select(worker => new TrialResources(worker.Slots, worker.Gpus)).ToList();
        if (ResourceWords.LackOf(sweep.Needs, workers) is { } lack)
            return lack;
        return _workers.Count > 0 && _workers.Keys.All(sweep.Excludes)
            ? ExclusionWords.OfAll(sweep.SweepId, sweep.Standing!.Excluded[_workers.Keys.First()])
            : null;
    }

    /// <summary>Notes that a pull got a pack.</summary>
    /// <returns>The worker's actor; null if it is gone.</returns>
    public IActorRef? Granted(SlotRequest slot)
    {
        if (!_workers.TryGetValue(slot.Worker, out var worker))
            return null;
        if (worker.Rounds.TryGetValue(slot.Slot, out var round) && round.SlotRequest == slot)
            worker.Rounds[slot.Slot] = round with { IsBusy = true };
        foreach (var (key, other) in worker.Rounds.Where(other => other.Value.ReservedFor is not null).ToList())
            worker.Rounds[key] = other with { ReservedFor = null };
        return worker.Actor;
    }

    private Round? RoundOf(SlotRequest slot) =>
        _workers.TryGetValue(slot.Worker, out var worker)
        && worker.Rounds.TryGetValue(slot.Slot, out var round) && round.SlotRequest == slot
            ? round
            : null;

    private static bool KeepsGpus(Worker worker, SlotRequest slot) =>
        worker.Rounds.TryGetValue(slot.Slot, out var round) && round.KeepsGpus;

    /// <summary>Takes workers off the roster.</summary>
    /// <returns>The names of those that were on it.</returns>
    public IReadOnlyList<string> Remove(Func<IActorRef, bool> which)
    {
        var gone = _workers.Where(worker => which(worker.Value.Actor)).ToList();
        foreach (var (name, worker) in gone)
        {
            _workers.Remove(name);
            Slots -= worker.Slots;
        }

        foreach (var name in _unfit.Where(worker => which(worker.Value.Actor)).Select(worker => worker.Key).ToList())
            _unfit.Remove(name);
        return [.. gone.Select(worker => worker.Key)];
    }

    /// <summary>The slots, busy slots, GPUs and updates per second of the worker at an address; 0 if unknown.</summary>
    public (int Slots, int Busy, int Gpus, double Throughput) At(Address address)
    {
        var workers = _workers.Values.Where(worker => worker.Actor.Path.Address == address).ToList();
        return (
            workers.Sum(worker => worker.Slots),
            workers.Sum(worker => worker.Busy),
            workers.Sum(worker => worker.Gpus),
            workers.Sum(worker => worker.Throughput));
    }

    private sealed record Worker(
        IActorRef Actor,
        int Slots,
        ProtocolRange Speaks,
        Dictionary<int, Round> Rounds,
        double Throughput,
        string Problem)
    {
        public int Gpus { get; init; }

        // An older one cannot give a pack several slots.
        public TrialResources Most => new(Speaks.KnowsResources ? Slots : Math.Min(Slots, 1), Gpus);

        public int Busy => Math.Min(Slots, Rounds.Values.Where(round => round.IsBusy).Sum(round => round.Takes.Slots));
    }

    // What it takes counts from when a sweep is asked, so that two slots are not promised the same GPU.
    private sealed record Round(SlotRequest SlotRequest, Queue<string> ToAsk, string? Asked, bool IsBusy)
    {
        public TrialResources Takes { get; init; }

        public string? ReservedFor { get; init; }

        public bool KeepsGpus { get; init; }
    }
}
