using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Simulation;

/// <summary>Does what LeaseQueue and PackRunner do together, in simulated time.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="worker">The worker.</param>
/// <param name="pack">The lease.</param>
/// <param name="isWanted">Whether nobody has stopped it.</param>
/// <param name="free">Called before it ends.</param>
internal sealed class SimulatedQueue(
    SimulatedCluster cluster,
    SimulatedWorker worker,
    WorkerProtocol.PackGranted pack,
    Func<bool> isWanted,
    Action free)
{
    private readonly List<(long Place, double Seconds)> _untold = [];
    private Lease _lease = pack.Lease;
    private long _next = pack.Lease.Range.Start;

    /// <summary>Begins the next trial.</summary>
    public void Begin()
    {
        if (_next >= _lease.Range.End)
        {
            free();
            worker.Learn(Untold(_next));
            return;
        }

        var (place, milliseconds) = (_next++, worker.EpochMilliseconds / 10 * (0.5 + cluster.Random.NextDouble()));
        cluster.Time.After(milliseconds, () =>
        {
            if (worker.Alive && isWanted())
                End(place, milliseconds / 1000);
        });
    }

    /// <summary>Tells what is done and gives up what has not begun.</summary>
    public void TakeBack()
    {
        TellEarly();
        if (_next >= _lease.Range.End)
            return;
        _lease = _lease with { Range = TrialRange.Between(_lease.Range.Start, _next) };
        cluster.Splits++;
        worker.Learn(new WorkerInputs.GaveUp(pack.SweepId, _lease, null));
    }

    private void End(long place, double seconds)
    {
        var trial = new TrialRange(place, 1);
        if (worker.Sick)
        {
            TellEarly();
            free();
            worker.Learn(new WorkerInputs.Hampered(pack.SweepId, _lease, "the disk is full"));
        }
        else if (cluster.Trials.Throws(trial))
        {
            TellEarly();
            free();
            worker.Learn(new WorkerInputs.Failed(pack.SweepId, _lease, "it failed") { Place = place });
        }
        else
        {
            _untold.Add((place, seconds));
            cluster.Several += _untold.Count == 2 ? 1 : 0;
            Begin();
        }
    }

    private void TellEarly()
    {
        if (_untold.Count > 0)
            worker.Learn(Untold(_next - 1) with { IsEarly = true });
    }

    private WorkerInputs.Trained Untold(long end)
    {
        var outcome = new PackOutcome([], [.. _untold.Select(done => SimulatedTrials.OutcomeOf(done.Place))]);
        var trained = new WorkerInputs.Trained(
            pack.SweepId, _lease, outcome, _untold.Sum(done => done.Seconds))
        {
            First = end - _untold.Count,
            TrialSeconds = [.. _untold.Select(done => done.Seconds)],
        };
        _untold.Clear();
        return trained;
    }
}
