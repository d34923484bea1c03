using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>A pack trained epoch by epoch, for callers that look at it or keep checkpoints in between.</summary>
public sealed class PackRun : IDisposable
{
    private readonly TrialPack _pack;
    private readonly IEpochEvaluator _evaluator;
    private readonly IPackTraining _training;
    private readonly LaneHistory[] _lanes;

    /// <summary>Begins with the initial weights.</summary>
    /// <param name="pack">What to train.</param>
    /// <param name="evaluator">Called for each trial after each epoch, on the training thread.</param>
    /// <param name="width">The lane width; the processor's widest if left out.</param>
    /// <param name="epochs">Epochs laid out for other packs too; none are kept if left out.</param>
    public PackRun(TrialPack pack, IEpochEvaluator evaluator, LaneWidth? width = null, EpochStore? epochs = null)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(evaluator);
        _pack = pack;
        _evaluator = evaluator;
        _training = Begin(pack, width ?? LaneWidths.Widest, epochs ?? new EpochStore(0));
        _lanes = Enumerable.Range(0, pack.Trials.Count).Select(_ => new LaneHistory(pack.Parameters)).ToArray();
    }

    /// <summary>Epochs trained so far.</summary>
    public int Epochs => _training.Epochs;

    /// <summary>Whether all epochs are trained or every trial has diverged.</summary>
    public bool Ended => Epochs >= _pack.Shared.Epochs || Array.TrueForAll(_lanes, lane => lane.Ended);

    /// <summary>About how many bytes the checkpoints of all trials hold now.</summary>
    public long CheckpointBytes => _lanes.Length * (_training.TrialSize + 2L * Epochs) * sizeof(double);

    /// <summary>
    /// Goes on from checkpoints, one per trial, all after the same epoch but for those that diverged earlier.
    /// </summary>
    /// <exception cref="ArgumentException">The checkpoints do not fit the pack or each other.</exception>
    public static PackRun Resume(
        TrialPack pack,
        IEpochEvaluator evaluator,
        IReadOnlyList<LaneCheckpoint> checkpoints,
        LaneWidth? width = null,
        EpochStore? epochs = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        var run = new PackRun(pack, evaluator, width, epochs);
        var trained = checkpoints.Select(lane => lane.Epochs).DefaultIfEmpty().Max();
        if (checkpoints.Count != pack.Trials.Count || checkpoints.Any(lane =>
            (lane.Epochs != trained && lane.DivergedAtUpdate is null) || lane.State.Length != run._training.TrialSize))
        {
            run.Dispose();
            throw new ArgumentException(
                "A checkpoint of the same epoch is needed for each trial.", nameof(checkpoints));
        }

        run._training.SkipTo(trained);
        for (var trial = 0; trial < checkpoints.Count; trial++)
        {
            run._training.WriteTrial(trial, checkpoints[trial].State.AsSpan());
            run._lanes[trial].Restore(run._training, trial, checkpoints[trial]);
        }

        return run;
    }

    /// <summary>Trains and evaluates one epoch; after a cancellation the run is of no more use.</summary>
    /// <exception cref="OperationCanceledException">
    /// Cancellation was asked for; checked about every millisecond.
    /// </exception>
    public void TrainEpoch(CancellationToken cancellation)
    {
        _training.TrainEpoch(cancellation);
        for (var trial = 0; trial < _lanes.Length; trial++)
        {
            if (!_lanes[trial].Ended)
                _lanes[trial].Record(_training, trial, _evaluator);
        }
    }

    /// <summary>A trial's result so far.</summary>
    public LaneResult Result(int trial) => _lanes[trial].ToResult();

    /// <summary>A trial's checkpoint as of now.</summary>
    public LaneCheckpoint Checkpoint(int trial)
    {
        var state = new double[_training.TrialSize];
        _training.ReadTrial(trial, state);
        return _lanes[trial].ToCheckpoint(state);
    }

    /// <inheritdoc/>
    public void Dispose() => _training.Dispose();

    /// <summary>A pack before its first epoch.</summary>
    internal static IPackTraining Begin(TrialPack pack, LaneWidth width, EpochStore epochs) =>
        pack.Shared.Precision switch
        {
            Precision.Float32 => new PackTraining<float>(pack, width, epochs),
            Precision.Float64 => new PackTraining<double>(pack, width, epochs),
            _ => throw new ArgumentOutOfRangeException(nameof(pack), pack.Shared.Precision, "No such precision."),
        };
}
