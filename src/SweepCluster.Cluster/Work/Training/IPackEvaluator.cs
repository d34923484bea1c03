using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Trains packs; the seam between the actors and the trainer.</summary>
public interface IPackEvaluator
{
    /// <summary>Trains trials; slots call it at the same time, each on its own thread.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="fingerprint">The fingerprint of the sweep and its data.</param>
    /// <param name="trials">Trials of one fusion group, in training order.</param>
    /// <param name="checkpoints">Gives the checkpoint to start from and takes new ones at the ends of epochs.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="OperationCanceledException">The pack is no longer wanted.</exception>
    PackOutcome Train(
        SweepSpec spec,
        string fingerprint,
        IReadOnlyList<Trial> trials,
        ICheckpoints checkpoints,
        CancellationToken cancellation);

    /// <summary>What a trial that runs here has printed, or a part; null if it does not run here.</summary>
    /// <param name="fingerprint">The fingerprint of its sweep and the data.</param>
    /// <param name="place">Its place in the training order.</param>
    /// <param name="from">From where it is wanted.</param>
    TrialLog? LogOf(string fingerprint, long place, LogCursor from) => null;
}
