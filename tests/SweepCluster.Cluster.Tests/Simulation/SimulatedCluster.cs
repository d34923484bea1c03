using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Tests.Simulation;

/// <summary>Workers, a coordinator, and a network that loses, doubles and reorders; all from one seed.</summary>
internal sealed class SimulatedCluster
{
    private const int MostWorkers = 6;

    private readonly List<SimulatedWorker> _workers = [];
    private readonly HashSet<string> _cutOff = [];
    private int _started;
    private int _requests;
    private bool _faulty = true;

    public SimulatedCluster(int seed, SweepPlan plan, SimulatedTrials trials)
    {
        (Random, Trials, GroupSize) = (new Random(seed), trials, plan.GroupSize);
        Spec = plan.Attempts.AreRepeatable ? Example.Spec() : SimulatedTrials.InTurn(Example.Spec());
        Coordinator = new SimulatedCoordinator(this, plan);
        Coordinator.Start();
        for (var i = 0; i < 3; i++)
            StartWorker();
        Time.Every(200, () =>
        {
            if (_faulty)
                Fault(Random.Next(60));
            return _faulty;
        });
    }

    public SweepSpec Spec { get; }

    public Random Random { get; }

    public SimulatedTrials Trials { get; }

    public SimulatedTime Time { get; } = new();

    public SimulatedCoordinator Coordinator { get; }

    public long GroupSize { get; }

    /// <summary>The number of leases under which several packs were trained.</summary>
    public int Several { get; set; }

    /// <summary>The number of times that a slot gave up part of a lease.</summary>
    public int Splits { get; set; }

    /// <summary>Epochs that checkpoints saved, over all packs.</summary>
    public long EpochsSaved { get; set; }

    public void ToCoordinator(SimulatedWorker worker, WorkerProtocol.IFromWorker message) =>
        Send(worker.Name, () => Coordinator.Hear(worker, message));

    public void ToWorker(string name, WorkerProtocol.IToWorker message) =>
        Send(name, () => _workers.Find(worker => worker.Name == name)?.Learn(message));

    public void Kill(SimulatedWorker worker)
    {
        if (!worker.Alive)
            return;
        worker.Kill();
        _workers.Remove(worker);
        Time.After(Random.Next(50, 8000), () => Coordinator.Lose(worker));
        if (!_faulty && _workers.Count(other => !other.Sick) < 2)
            StartWorker();
    }

    /// <summary>From now on everything works; only trials that end their worker still do so.</summary>
    public void EndFaults()
    {
        _faulty = false;
        _cutOff.Clear();
        if (!Coordinator.Up)
            Coordinator.Start();
        foreach (var broken in _workers.Where(worker => worker.Broken).ToList())
            Kill(broken);
        while (_workers.Count(worker => !worker.Sick) < 3)
            StartWorker();
        Coordinator.Do(new SweepCommands.ResumeSweep());
        Retry();
    }

    private void Fault(int choice)
    {
        var worker = _workers.Count == 0 ? null : _workers[Random.Next(_workers.Count)];
        switch (choice)
        {
            case 0 or 1 when worker is not null:
                Kill(worker);
                break;
            case < 6 when _workers.Count < MostWorkers:
                StartWorker();
                break;
            case 6 when worker is not null:
                worker.Leave();
                break;
            case 7 when worker is not null:
                CutOff(worker);
                break;
            case 8 or 9:
                _cutOff.Clear();
                break;
            case 10 when Coordinator.Up:
                Coordinator.Crash();
                Time.After(Random.Next(100, 9000), StartCoordinator);
                break;
            case 11 or 12 when Coordinator.Up:
                Coordinator.Do(choice == 11 ? new SweepCommands.PauseSweep() : new SweepCommands.ResumeSweep());
                break;
            case 13 when worker is not null:
                worker.EpochMilliseconds = 300 * Random.Next(1, 20);
                break;
            case 14 when Coordinator.Up && Random.Next(10) == 0:
                Coordinator.Do(new SweepCommands.CancelSweep());
                break;
            case 15 when Coordinator.Up:
                Retry();
                break;
            default:
                break;
        }
    }

    // Sent twice, because it must happen only once.
    private void Retry()
    {
        if (Coordinator.State.Ended is null)
            return;
        var retry = new SweepCommands.RetryTrials($"request-{_requests++}", RetryWhich.Cancelled);
        Assert.Equal(Coordinator.Do(retry), Coordinator.Do(retry));
    }

    private void StartCoordinator()
    {
        if (!Coordinator.Up)
            Coordinator.Start();
    }

    // Only one worker is broken: the sweep rightly gives up a trial that fails on two, or three times on one while
    // there is no other, which takes no time if a trial is short.
    private void StartWorker() => _workers.Add(new SimulatedWorker(this, $"worker-{_started++}", Random.Next(1, 4))
    {
        Broken = _started == 5 && Spec.Objective.Attempts.AreRepeatable,
        Sick = _started % 7 == 3,
    });

    // The failure detector takes a while. The worker trains on meanwhile and is back some time later.
    private void CutOff(SimulatedWorker worker)
    {
        _cutOff.Add(worker.Name);
        Time.After(4000, () =>
        {
            if (_cutOff.Contains(worker.Name))
                Coordinator.Lose(worker);
        });
    }

    private void Send(string worker, Action deliver)
    {
        if (_cutOff.Contains(worker) || (_faulty && Random.Next(100) < 4))
            return;
        Time.After(_faulty ? Delay() : 1, deliver);
        if (_faulty && Random.Next(100) < 4)
            Time.After(Delay(), deliver);
    }

    private double Delay() => Random.Next(10) == 0 ? Random.Next(1, 6000) : Random.Next(1, 40);
}
