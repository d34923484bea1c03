using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Which workers are there, and which sweep each of their slots asked last.</summary>
internal sealed class WorkerRoster
{
    private readonly Dictionary<string, Worker> _workers = [];
    private readonly Dictionary<string, (IActorRef Actor, string Misfit)> _unfit = [];

    /// <summary>Slots of all workers.</summary>
    public int Slots { get; private set; }

    /// <summary>Slots that train.</summary>
    public int Busy => _workers.Values.Sum(worker => worker.Busy);

    /// <summary>The workers' actors.</summary>
    public IEnumerable<IActorRef> Actors => _workers.Values.Select(worker => worker.Actor);

    /// <summary>Notes that a worker's slot asks for a pack.</summary>
    /// <returns>Whether the worker is new here.</returns>
    public bool Note(IActorRef actor, WorkerProtocol.PullPack pull)
    {
        var name = pull.SlotRequest.Worker;
        var isNew = !_workers.TryGetValue(name, out var known);
        _workers[name] = new Worker(actor, pull.Slots, pull.Speaks, known?.Rounds ?? [], known?.Pace ?? 0, pull.Problem);
        Slots += pull.Slots - (known?.Slots ?? 0);
        return isNew;
    }

    /// <summary>What a worker understands; nothing new if it is not here.</summary>
    public ProtocolRange SpeechOf(string worker) =>
        _workers.TryGetValue(worker, out var known) ? known.Speaks : ProtocolRange.Untold;

    /// <summary>Notes how fast a worker trains and what keeps it from it.</summary>
    /// <returns>Whether the worker is new here: one at work, which asked another coordinator for what it trains.</returns>
    public bool Note(IActorRef actor, WorkerProtocol.TellPace pace)
    {
        if (_workers.TryGetValue(pace.Worker, out var worker))
            _workers[pace.Worker] = worker with { Pace = pace.UpdatesPerSecond, Problem = pace.Problem };
        else if (!pace.Busy.IsEmpty && !_unfit.ContainsKey(pace.Worker))
            return Add(actor, pace);
        return false;
    }

    // What it understands it says when it pulls.
    private bool Add(IActorRef actor, WorkerProtocol.TellPace pace)
    {
        var rounds = pace.Busy.ToDictionary(slot => slot, slot => new Round(new SlotRequest(pace.Worker, slot, 0), [], null, true));
        _workers.Add(pace.Worker, new Worker(actor, pace.Slots, ProtocolRange.Untold, rounds, pace.UpdatesPerSecond, pace.Problem));
        Slots += pace.Slots;
        return true;
    }

    /// <summary>Notes a worker that the coordinator does not understand.</summary>
    /// <returns>Whether it is new here.</returns>
    public bool NoteUnfit(IActorRef actor, string worker, string misfit) => _unfit.TryAdd(worker, (actor, misfit));

    /// <summary>Why the worker at an address is of no use now, in words; empty where it is.</summary>
    public string ProblemAt(Address address) => _unfit.Values
        .Where(worker => worker.Actor.Path.Address == address).Select(worker => worker.Misfit)
        .Concat(_workers.Values.Where(worker => worker.Actor.Path.Address == address).Select(worker => worker.Problem))
        .FirstOrDefault(problem => problem.Length > 0, "");

    /// <summary>A worker's actor; null where it is not there any more.</summary>
    public IActorRef? ActorOf(string worker) => _workers.TryGetValue(worker, out var known) ? known.Actor : null;

    /// <summary>Begins to ask sweeps for a slot's pull, the one that served this very pull before first.</summary>
    public void Begin(SlotRequest puller, IEnumerable<string> sweeps)
    {
        if (!_workers.TryGetValue(puller.Worker, out var worker))
            return;
        var servedBefore = worker.Rounds.TryGetValue(puller.Slot, out var round) && round.SlotRequest == puller
            ? round.Asked
            : null;
        var order = sweeps.ToList();
        if (servedBefore is not null && order.Remove(servedBefore))
            order.Insert(0, servedBefore);
        worker.Rounds[puller.Slot] = new Round(puller, new Queue<string>(order), servedBefore, false);
    }

    /// <summary>The next sweep to ask for a pull; null where all were asked.</summary>
    public string? Next(SlotRequest puller)
    {
        if (!_workers.TryGetValue(puller.Worker, out var worker)
            || !worker.Rounds.TryGetValue(puller.Slot, out var round)
            || round.SlotRequest != puller
            || !round.ToAsk.TryDequeue(out var sweep))
            return null;
        worker.Rounds[puller.Slot] = round with { Asked = sweep };
        return sweep;
    }

    /// <summary>Notes that a pull was answered with a pack.</summary>
    /// <returns>The worker's actor; null where it is not there any more.</returns>
    public IActorRef? Granted(SlotRequest puller)
    {
        if (!_workers.TryGetValue(puller.Worker, out var worker))
            return null;
        if (worker.Rounds.TryGetValue(puller.Slot, out var round) && round.SlotRequest == puller)
            worker.Rounds[puller.Slot] = round with { IsBusy = true };
        return worker.Actor;
    }

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

    /// <summary>Slots of the worker at an address, how many of them train, and its updates a second; none where it has not asked yet.</summary>
    public (int Slots, int Busy, double Pace) At(Address address)
    {
        var workers = _workers.Values.Where(worker => worker.Actor.Path.Address == address).ToList();
        return (
            workers.Sum(worker => worker.Slots),
            workers.Sum(worker => worker.Busy),
            workers.Sum(worker => worker.Pace));
    }

    private sealed record Worker(
        IActorRef Actor, int Slots, ProtocolRange Speaks, Dictionary<int, Round> Rounds, double Pace, string Problem)
    {
        public int Busy => Rounds.Values.Count(round => round.IsBusy);
    }

    private sealed record Round(SlotRequest SlotRequest, Queue<string> ToAsk, string? Asked, bool IsBusy);
}
