using System.Collections.Concurrent;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Work;

/// <summary>Trains packs of whatever sweeps come, each on data that are prepared once.</summary>
public sealed class ClusterTraining : IPackTraining
{
    private const int MostSweeps = 4;

    private readonly ConcurrentDictionary<string, Lazy<SweepTrainer>> _trainers = [];

    /// <inheritdoc/>
    public PackOutcome Train(
        SweepSpec spec, string fingerprint, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        if (_trainers.Count > MostSweeps)
            _trainers.Clear();
        return _trainers.GetOrAdd(fingerprint, _ => new Lazy<SweepTrainer>(() => Prepare(spec, fingerprint)))
            .Value.Train(range, checkpoints, cancellation);
    }

    private static SweepTrainer Prepare(SweepSpec spec, string fingerprint)
    {
        var data = DataSetLoader.Load(spec.Data.Source, spec.Seed);
        if (SweepFingerprint.Of(spec, DataFingerprint.Of(data)) != fingerprint)
            throw new InvalidOperationException("the data that arrived here are not those that were submitted");
        return new SweepTrainer(spec, data);
    }
}
