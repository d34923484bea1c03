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
    private readonly List<PreparedSweep> _prepared = [];

    /// <inheritdoc/>
    public PackOutcome Train(
        SweepSpec spec,
        string fingerprint,
        IReadOnlyList<Trial> trials,
        ICheckpoints checkpoints,
        CancellationToken cancellation)
    {
        programs.Check(spec);
        var sweep = Enter(spec, fingerprint);
        try
        {
            var outcome = sweep.Objective.Value.Evaluate(trials, checkpoints, cancellation);
            Instruments.WorkerTrials.Add(trials.Count);
            return outcome;
        }
        catch (Exception) when (!sweep.Objective.IsValueCreated)
        {
            // The next pack tries again: data that could not be fetched now may be there then.
            Forget(sweep);
            throw;
        }
        finally
        {
            Leave(sweep);
        }
    }

    /// <inheritdoc/>
    public TrialLog? LogOf(string fingerprint, long place, LogCursor from)
    {
        Lazy<IObjective>? objective;
        lock (_gate)
            objective = _prepared.Find(known => known.Fingerprint == fingerprint)?.Objective;
        return objective is { IsValueCreated: true, Value: ITellsLogs logs } ? logs.LogOf(place, from) : null;
    }

    /// <summary>Ends what sweeps have left at work, and waits for its end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _prepared.ForEach(sweep => sweep.Dispose());
        }
    }

    private PreparedSweep Enter(SweepSpec spec, string fingerprint)
    {
        PreparedSweep? tooMany = null;
        PreparedSweep sweep;
        lock (_gate)
        {
            sweep = _prepared.Find(known => known.Fingerprint == fingerprint)
                ?? new PreparedSweep(fingerprint, new Lazy<IObjective>(() => Prepare(spec, fingerprint)));
            _prepared.Remove(sweep);
            _prepared.Add(sweep);
            sweep.Users++;
            if (_prepared.Count > MostSweeps)
            {
                tooMany = _prepared[0].Users == 0 ? _prepared[0] : null;
                _prepared.RemoveAt(0);
            }
        }

        tooMany?.Dispose();
        return sweep;
    }

    // Whoever leaves a sweep last that is no longer among those kept ends what it has left at work.
    private void Leave(PreparedSweep sweep)
    {
        lock (_gate)
        {
            if (--sweep.Users > 0 || _prepared.Contains(sweep))
                return;
        }

        sweep.Dispose();
    }

    private void Forget(PreparedSweep sweep)
    {
        lock (_gate)
            _prepared.Remove(sweep);
    }

    private IObjective Prepare(SweepSpec spec, string fingerprint)
    {
        spec = programs.WithFilesAsync(spec, fingerprint).GetAwaiter().GetResult();
        var data = SweepData.LoadAsync(spec, cache, CancellationToken.None).GetAwaiter().GetResult();
        if (SweepFingerprint.Of(spec, data) != fingerprint)
            throw new DataUnavailableException("the data that arrived here are not those that were submitted");
        return spec.Kind.Prepare(spec, data, programs.Of(spec, fingerprint));
    }

    private sealed class PreparedSweep(string fingerprint, Lazy<IObjective> objective) : IDisposable
    {
        public string Fingerprint => fingerprint;

        public Lazy<IObjective> Objective => objective;

        /// <summary>Packs of it in training.</summary>
        public int Users { get; set; }

        public void Dispose()
        {
            if (objective is { IsValueCreated: true, Value: IDisposable prepared })
                prepared.Dispose();
        }
    }
}
