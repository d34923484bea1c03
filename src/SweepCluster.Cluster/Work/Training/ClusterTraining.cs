using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Trains packs of any sweep; fetches and prepares the data of each sweep once.</summary>
/// <param name="cache">The node's data files.</param>
/// <param name="programs">Where it runs programs.</param>
public sealed class ClusterTraining(DataCache cache, ProgramPlace programs) : IPackEvaluator, IDisposable
{
    // A node rarely trains more sweeps at a time; data of others would only fill its memory.
    private const int MostSweeps = 3;

    private readonly Lock _gate = new();
    private readonly List<(string Fingerprint, Lazy<IObjective> Objective)> _prepared = [];

    /// <inheritdoc/>
    public PackOutcome Train(
        SweepSpec spec,
        string fingerprint,
        IReadOnlyList<Trial> trials,
        ICheckpoints checkpoints,
        CancellationToken cancellation)
    {
        programs.Check(spec);
        var objective = ObjectiveFor(spec, fingerprint);
        try
        {
            var outcome = objective.Value.Evaluate(trials, checkpoints, cancellation);
            Instruments.WorkerTrials.Add(trials.Count);
            return outcome;
        }
        catch (Exception) when (!objective.IsValueCreated)
        {
            // The next pack tries again: data that could not be fetched now may be there then.
            Forget(objective);
            throw;
        }
    }

    /// <inheritdoc/>
    public TrialLog? LogOf(string fingerprint, long place, LogCursor from)
    {
        Lazy<IObjective>? objective;
        lock (_gate)
            objective = _prepared.Find(known => known.Fingerprint == fingerprint).Objective;
        return objective is { IsValueCreated: true, Value: ITellsLogs logs } ? logs.LogOf(place, from) : null;
    }

    /// <summary>Ends what sweeps have left at work, and waits for its end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, objective) in _prepared)
            {
                if (objective is { IsValueCreated: true, Value: IDisposable prepared })
                    prepared.Dispose();
            }
        }
    }

    private Lazy<IObjective> ObjectiveFor(SweepSpec spec, string fingerprint)
    {
        lock (_gate)
        {
            var found = _prepared.Find(known => known.Fingerprint == fingerprint);
            if (found.Objective is null)
                found = (fingerprint, new Lazy<IObjective>(() => Prepare(spec, fingerprint)));
            _prepared.RemoveAll(known => known.Fingerprint == fingerprint);
            _prepared.Add(found);
            if (_prepared.Count > MostSweeps)
                _prepared.RemoveAt(0);
            return found.Objective;
        }
    }

    private void Forget(Lazy<IObjective> objective)
    {
        lock (_gate)
            _prepared.RemoveAll(known => known.Objective == objective);
    }

    private IObjective Prepare(SweepSpec spec, string fingerprint)
    {
        spec = programs.WithFilesAsync(spec, fingerprint).GetAwaiter().GetResult();
        var data = SweepData.LoadAsync(spec, cache, CancellationToken.None).GetAwaiter().GetResult();
        if (SweepFingerprint.Of(spec, data) != fingerprint)
            throw new DataUnavailableException("the data that arrived here are not those that were submitted");
        return spec.Kind.Prepare(spec, data, programs.Of(spec, fingerprint));
    }
}
