using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>Trials that are trained to be explained.</summary>
internal static class Explained
{
    /// <summary>Trains a trial and explains it.</summary>
    public static ExplainedTrial Of(LoadedSweep sweep, long trialId, CancellationToken cancellation)
    {
        var place = new TrialOrder(sweep.Spec).PlaceOf(trialId);
        var outcome = (LinearOutcome)sweep.Trainer().Evaluate([place], cancellation).Trials[0];
        return ExplainedTrial.Of(sweep, trialId, outcome, cancellation);
    }
}
