using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Work;

/// <summary>Trains packs of whatever sweeps come, each on data that are fetched and prepared once.</summary>
/// <param name="cache">The node's data files.</param>
public sealed class ClusterTraining(DataCache cache) : IPackTraining
{
    // A node rarely trains for more sweeps at a time; the data of others would only fill its memory.
    private const int MostSweeps = 3;

    private readonly Lock _gate = new();
    private readonly List<(string Fingerprint, Lazy<SweepTrainer> Trainer)> _trainers = [];

    /// <inheritdoc/>
    public PackOutcome Train(
        SweepSpec spec, string fingerprint, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        var trainer = TrainerFor(spec, fingerprint);
        try
        {
            var outcome = trainer.Value.Train(range, checkpoints, cancellation);
            Instruments.WorkerTrials.Add(range.Count);
            return outcome;
        }
        catch (Exception) when (!trainer.IsValueCreated)
        {
            // Whoever asks next tries again: data that could not be fetched now may be there then.
            Forget(trainer);
            throw;
        }
    }

    private Lazy<SweepTrainer> TrainerFor(SweepSpec spec, string fingerprint)
    {
        lock (_gate)
        {
            var found = _trainers.Find(known => known.Fingerprint == fingerprint);
            if (found.Trainer is null)
                found = (fingerprint, new Lazy<SweepTrainer>(() => Prepare(spec, fingerprint)));
            _trainers.RemoveAll(known => known.Fingerprint == fingerprint);
            _trainers.Add(found);
            if (_trainers.Count > MostSweeps)
                _trainers.RemoveAt(0);
            return found.Trainer;
        }
    }

    private void Forget(Lazy<SweepTrainer> trainer)
    {
        lock (_gate)
            _trainers.RemoveAll(known => known.Trainer == trainer);
    }

    private SweepTrainer Prepare(SweepSpec spec, string fingerprint)
    {
        var data = SweepData.LoadAsync(spec, cache, CancellationToken.None).GetAwaiter().GetResult();
        if (SweepFingerprint.Of(spec, DataFingerprint.Of(data)) != fingerprint)
            throw new DataUnavailableException("the data that arrived here are not those that were submitted");
        return new SweepTrainer(spec, data);
    }
}
