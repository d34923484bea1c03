using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Trains the packs of the one sweep that this process runs, on data prepared when the first pack comes.</summary>
/// <param name="objective">Evaluates the sweep's trials.</param>
public sealed class LocalTraining(Lazy<IObjective> objective) : IPackTraining
{
    /// <inheritdoc/>
    public PackOutcome Train(
        SweepSpec spec, string fingerprint, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        try
        {
            return objective.Value.Evaluate(range, checkpoints, cancellation);
        }
        catch (Exception cause) when (MemoryWords.IsOutOfMemory(cause))
        {
            // No trial is to blame, and reported they would be given up: the process, which has seen it, is about to end.
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        }
    }
}
