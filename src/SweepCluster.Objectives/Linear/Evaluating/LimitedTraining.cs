using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;

namespace SweepCluster.Objectives.Linear.Evaluating;

/// <summary>Trains a pack some of whose trials may be stopped: their lanes are given up.</summary>
/// <param name="pack">The pack.</param>
/// <param name="limits">The limits of each trial, by epoch; empty if nothing stops it.</param>
/// <param name="evaluator">Called for each trial after each epoch.</param>
/// <param name="onValidation">Whether limits are of the validation RMSE.</param>
/// <param name="made">Called after each epoch with the number of trials that made it.</param>
internal sealed class LimitedTraining(
    TrialPack pack,
    ImmutableArray<ImmutableArray<double>> limits,
    IEpochEvaluator evaluator,
    bool onValidation,
    Action<int> made)
{
    private readonly LimitWatch[] _watches = [.. limits.Select(own => new LimitWatch(own))];
    private readonly LaneResult?[] _results = new LaneResult?[pack.Trials.Count];

    /// <summary>Trains all to their ends.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public IReadOnlyList<LaneResult> Train(CancellationToken cancellation)
    {
        var width = LaneVector.Of(pack.Trials[0].Precision);
        int[] lanes = [.. Enumerable.Range(0, pack.Trials.Count)];
        var run = new PackRun(pack, evaluator);
        try
        {
            while (!run.Ended)
            {
                run.TrainEpoch(cancellation);
                made(lanes.Length);
                Note(run, lanes);
                int[] left = [.. lanes.Where(trial => _results[trial] is null)];
                if (left.Length == 0)
                    break;
                if (PackShares.Vectors(left.Length, width) < PackShares.Vectors(lanes.Length, width))
                    (lanes, run) = (left, GoOnWith(run, lanes, left));
            }

            for (var lane = 0; lane < lanes.Length; lane++)
                _results[lanes[lane]] ??= run.Result(lane);
            return _results!;
        }
        finally
        {
            run.Dispose();
        }
    }

    private void Note(PackRun run, int[] lanes)
    {
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var trial = lanes[lane];
            if (_results[trial] is not null)
                continue;
            var result = run.Result(lane);
            _watches[trial].Take(run.Epochs, (onValidation ? result.EpochValidationRmse : result.EpochRmse)[^1]);
            if (result.Diverged || _watches[trial].IsStopped)
                _results[trial] = result;
        }
    }

    private PackRun GoOnWith(PackRun run, int[] lanes, int[] left)
    {
        var checkpoints = left.Select(trial => run.Checkpoint(Array.IndexOf(lanes, trial))).ToList();
        var next = PackRun.Resume(pack.Of(left), evaluator, checkpoints);
        run.Dispose();
        return next;
    }
}
