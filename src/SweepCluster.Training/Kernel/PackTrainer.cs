using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>Trains a pack of trials from its initial weights to the end.</summary>
/// <remarks>
/// A trial's result is the same bits whatever the lane width, the processor, the size of the pack and its place in it. A
/// trial whose parameters or RMSE are not finite at an epoch's end ends there; the others go on.
/// </remarks>
public static class PackTrainer
{
    /// <summary>Trains all epochs and returns a result a trial, in the pack's order.</summary>
    /// <param name="pack">What to train.</param>
    /// <param name="evaluator">Called for each trial after each epoch, on the calling thread.</param>
    /// <param name="width">The lane width; the processor's widest where left out.</param>
    /// <param name="cancellation">Looked at about every millisecond.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static IReadOnlyList<LaneResult> Train(
        TrialPack pack, IEpochEvaluator evaluator, LaneWidth? width = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(evaluator);
        using var training = Begin(pack, width ?? LaneWidths.Widest);
        var lanes = new LaneHistory[pack.Trials.Count];
        for (var trial = 0; trial < lanes.Length; trial++)
            lanes[trial] = new LaneHistory(pack.Parameters);
        while (training.Epochs < pack.Shared.Epochs && !Array.TrueForAll(lanes, lane => lane.Ended))
        {
            training.TrainEpoch(cancellation);
            RecordEpoch(lanes, training, evaluator);
        }

        return Array.ConvertAll(lanes, lane => lane.ToResult());
    }

    /// <summary>A pack before its first epoch.</summary>
    internal static IPackTraining Begin(TrialPack pack, LaneWidth width) => pack.Shared.Precision switch
    {
        Precision.Float32 => new PackTraining<float>(pack, width),
        Precision.Float64 => new PackTraining<double>(pack, width),
        _ => throw new ArgumentOutOfRangeException(nameof(pack), pack.Shared.Precision, "No such precision."),
    };

    private static void RecordEpoch(LaneHistory[] lanes, IPackTraining training, IEpochEvaluator evaluator)
    {
        for (var trial = 0; trial < lanes.Length; trial++)
        {
            if (!lanes[trial].Ended)
                lanes[trial].Record(training, trial, evaluator);
        }
    }
}
