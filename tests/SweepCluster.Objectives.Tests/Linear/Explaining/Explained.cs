using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>Trials that are trained to be explained.</summary>
internal static class Explained
{
    /// <summary>Trains a trial and explains it.</summary>
    public static ExplainedTrial Of(LoadedSweep sweep, long trialId, CancellationToken cancellation)
    {
        var trial = TrialOrder.Of(sweep.Spec).OfId(trialId);
        var outcome = (LinearOutcome)sweep.Trainer().Evaluate([trial], cancellation).Trials[0];
        return ExplainedTrial.Of(sweep, trial, outcome, cancellation);
    }
}
