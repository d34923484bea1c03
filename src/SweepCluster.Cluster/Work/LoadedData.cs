using System.Collections.Concurrent;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Work;

/// <summary>Trains packs on data that this process has in memory, prepared once a sweep.</summary>
/// <param name="load">Finds a sweep's data.</param>
public sealed class LoadedData(Func<SweepSpec, DataSet> load) : IPackTraining
{
    private readonly ConcurrentDictionary<string, Lazy<SweepTrainer>> _trainers = new();

    /// <inheritdoc/>
    public PackOutcome Train(SweepSpec spec, string fingerprint, TrialRange range, CancellationToken cancellation) =>
        _trainers.GetOrAdd(fingerprint, _ => new Lazy<SweepTrainer>(() => new SweepTrainer(spec, load(spec))))
            .Value.Train(range, cancellation);
}
