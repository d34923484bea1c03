using SweepCluster.Objectives.Linear;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Tests;

/// <summary>Outcomes and checkpoints that are known to be of linear layers.</summary>
internal static class LinearTrials
{
    public static LinearOutcome TrainPlace(this LinearObjective objective, long place, CancellationToken cancellation) =>
        (LinearOutcome)objective.Evaluate([place], cancellation).Trials[0];

    public static LinearOutcome Linear(this TrialOutcome outcome) => (LinearOutcome)outcome;

    public static LaneCheckpoint Lane(this TrialCheckpoint checkpoint) => ((LinearCheckpoint)checkpoint).Lane;

    /// <summary>All that a pack gave, as text that differs where a bit does.</summary>
    public static IEnumerable<LinearOutcome> Outcomes(this PackOutcome outcome) => outcome.Trials.Cast<LinearOutcome>();
}
