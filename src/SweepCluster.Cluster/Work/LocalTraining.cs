using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Work;

/// <summary>Trains the packs of the one sweep that this process runs, on data prepared when the first pack comes.</summary>
/// <param name="trainer">The sweep's trainer.</param>
public sealed class LocalTraining(Lazy<SweepTrainer> trainer) : IPackTraining
{
    private readonly TaskCompletionSource _shortage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends, with the error, when there is not enough memory to train: no trial is to blame for that.</summary>
    public Task Shortage => _shortage.Task;

    /// <inheritdoc/>
    public PackOutcome Train(
        SweepSpec spec, string fingerprint, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        try
        {
            return trainer.Value.Train(range, checkpoints, cancellation);
        }
        catch (Exception cause) when (MemoryWords.IsOutOfMemory(cause))
        {
            _shortage.TrySetException(cause);
            // Until the process has been told and ends: reported, the trials would be tried again and given up.
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        }
    }
}
