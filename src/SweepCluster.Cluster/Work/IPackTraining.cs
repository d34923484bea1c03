using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Trains packs; the seam between the actors and the trainer.</summary>
public interface IPackTraining
{
    /// <summary>Trains the trials of a range; called on a slot's own thread, at the same time as for other slots.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="fingerprint">Of the sweep and its data.</param>
    /// <param name="range">Trials of one fusion group, in training order.</param>
    /// <param name="checkpoints">Gives the one to begin with and takes those at the ends of epochs.</param>
    /// <param name="cancellation">Looked at between batches.</param>
    /// <exception cref="OperationCanceledException">The pack is no longer wanted.</exception>
    PackOutcome Train(
        SweepSpec spec, string fingerprint, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation);
}
