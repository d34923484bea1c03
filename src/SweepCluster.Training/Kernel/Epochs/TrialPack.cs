using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Epochs;

/// <summary>Trials that are trained together, one per lane: they see the same rows in the same batches.</summary>
public sealed record TrialPack
{
    /// <summary>Checks that the trials can share a pack and that the layer fits the rows.</summary>
    /// <exception cref="ArgumentException">They cannot, or it does not.</exception>
    public TrialPack(
        TrainingRows rows,
        LayerSpec layer,
        IReadOnlyList<Hyperparameters> trials,
        long sweepSeed,
        int repeat,
        BatchLayout layout = BatchLayout.Rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(trials);
        if (rows.Count == 0)
            throw new ArgumentException("There are no rows to train on.", nameof(rows));
        if (layer.Units != rows.TargetCount)
            throw new ArgumentException("A layer has one unit for each target.", nameof(layer));
        if (trials.Count == 0 || trials.Any(trial => !trial.SharesPackWith(trials[0])))
            throw new ArgumentException("The trials of a pack share all but what may differ by lane.", nameof(trials));
        (Rows, Layer, Trials, SweepSeed, Repeat, Layout) = (rows, layer, trials, sweepSeed, repeat, layout);
    }

    /// <summary>The rows trained on.</summary>
    public TrainingRows Rows { get; }

    /// <summary>The layer trained.</summary>
    public LayerSpec Layer { get; }

    /// <summary>The trials, at least one.</summary>
    public IReadOnlyList<Hyperparameters> Trials { get; }

    /// <summary>The sweep's seed; with the repeat it decides initial weights and row order.</summary>
    public long SweepSeed { get; }

    /// <summary>Which repeat of its configuration each trial is, from 0.</summary>
    public int Repeat { get; }

    /// <summary>How batches are laid out for the kernel; mae needs rows.</summary>
    public BatchLayout Layout { get; }

    /// <summary>A pack of the first trials alone.</summary>
    public TrialPack First(int count) => Of(Enumerable.Range(0, count));

    /// <summary>A pack of some of the trials alone, by their places.</summary>
    public TrialPack Of(IEnumerable<int> places) =>
        new(Rows, Layer, [.. places.Select(place => Trials[place])], SweepSeed, Repeat, Layout);

    /// <summary>A trial that stands for what all trials share.</summary>
    internal Hyperparameters Shared => Trials[0];

    /// <summary>Parameters of the layer.</summary>
    internal int Parameters => Initializers.ParameterCount(Layer, Rows.FeatureCount);

    /// <summary>Rows per batch, but for the last.</summary>
    internal int BatchRows => Math.Min(Shared.BatchSize, Rows.Count);

    /// <summary>Numbers that a batch of so many rows takes when it is laid out.</summary>
    internal long NumbersPerBatch(int batchRows) => Layout == BatchLayout.Factor
        ? FactorLayout.Numbers(Parameters / Layer.Units, Layer.Units)
        : (long)batchRows * (Rows.FeatureCount + Rows.TargetCount);
}
