using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Tests;

/// <summary>Shortcuts for outcomes and checkpoints of linear layers.</summary>
internal static class LinearTrials
{
    public static LinearOutcome TrainPlace(
        this LinearObjective objective, long place, CancellationToken cancellation) =>
        (LinearOutcome)objective.Evaluate(new TrialRange(place, 1), NoCheckpoints.Instance, cancellation).Trials[0];

    public static PackOutcome Evaluate(
        this LinearObjective objective, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation) =>
        objective.Evaluate(TrialOrder.Of(objective.Spec).Of(range), checkpoints, cancellation);

    public static LinearOutcome Linear(this TrialOutcome outcome) => (LinearOutcome)outcome;

    public static LaneCheckpoint Lane(this TrialCheckpoint checkpoint) => ((LinearCheckpoint)checkpoint).Lane;

    /// <summary>The outcomes of a pack of linear layers.</summary>
    public static IEnumerable<LinearOutcome> Outcomes(this PackOutcome outcome) => outcome.Trials.Cast<LinearOutcome>();
}
