using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>Trains a pack of trials from its initial weights to the end.</summary>
/// <remarks>
/// A trial's result is the same bits whatever the lane width, the processor, the size of the pack and its place in it.
/// A trial whose parameters or RMSE are not finite at an epoch's end ends there; the others go on.
/// </remarks>
internal static class PackTrainer
{
    /// <summary>Trains all epochs and returns one result per trial, in the pack's order.</summary>
    /// <param name="pack">What to train.</param>
    /// <param name="evaluator">Called for each trial after each epoch, on the calling thread.</param>
    /// <param name="width">The lane width; the processor's widest if left out.</param>
    /// <param name="epochs">Epochs laid out for other packs too; none are kept if left out.</param>
    /// <param name="cancellation">Checked about every millisecond.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static IReadOnlyList<LaneResult> Train(
        TrialPack pack,
        IEpochEvaluator evaluator,
        LaneWidth? width = null,
        EpochStore? epochs = null,
        CancellationToken cancellation = default)
    {
        using var run = new PackRun(pack, evaluator, width, epochs);
        while (!run.Ended)
            run.TrainEpoch(cancellation);
        return [.. Enumerable.Range(0, pack.Trials.Count).Select(run.Result)];
    }
}
