using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Report;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Dashboard.Tests.Components;

/// <summary>A ranked table of a sweep whose first trials have results.</summary>
internal static class Tables
{
    public static readonly string Text = Example.Text("learning-rate = [0.1, 0.2, 0.4], decay = [0, 1]");

    /// <summary>Six trials: 0 is the best, 1 stalled, 2 diverged, the others wait.</summary>
    public static SweepTable Growing()
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2, 0.4], decay = [0, 1]");
        var order = new GridOrder(spec);
        TrialResult[] results =
        [
            new(order, 0, TrialState.Complete, Outcome(0.5, Verdict.Converged)),
            new(order, 1, TrialState.Complete, Outcome(2, Verdict.Stalled)),
            new(order, 2, TrialState.Diverged, Outcome(double.NaN, Verdict.Diverged)),
            .. Enumerable.Range(3, 3).Select(id => new TrialResult(order, id, TrialState.Waiting, null)),
        ];
        return new SweepTable(new SweepResults(spec, order, [0.25], [.. results], [], new Account(6, 2, 0, 1, 0, 0)));
    }

    private static LinearOutcome Outcome(double rmse, Verdict verdict) => new()
    {
        Epochs = 2,
        Rmse = rmse,
        Mae = rmse,
        Parameters = [1.5, 2.5, 0],
        EpochRmse = [2 * rmse, rmse],
        EpochValidationRmse = [],
        Verdict = verdict,
    };
}
