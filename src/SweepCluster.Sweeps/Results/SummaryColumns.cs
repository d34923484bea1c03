using System.Collections.Immutable;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Results;

/// <summary>A column of the ranked table.</summary>
/// <param name="Name">As it stands in summary.csv.</param>
/// <param name="Read">A trial's cell.</param>
public sealed record SummaryColumn(string Name, Func<TrialResult, Trial, Cell> Read);

/// <summary>The columns of the ranked table, but for the rank: the same in summary.csv and wherever it is shown.</summary>
public static class SummaryColumns
{
    private static readonly string[] States = Capitals<TrialState>();
    private static readonly string[] Verdicts = Capitals<Verdict>();

    /// <summary>A sweep's columns.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="optimumRmse">RMSE of the least-squares optimum.</param>
    public static ImmutableArray<SummaryColumn> Of(SweepSpec spec, double optimumRmse)
    {
        SummaryColumn[] head =
        [
            new("trial_id", (result, _) => Cell.Of(result.TrialId)),
            new("state", (result, _) => Cell.Of(States[(int)result.State])),
            Metric(spec.Objective),
            OfOutcome("optimum_rmse", _ => Cell.Of(optimumRmse)),
            OfOutcome("excess_rmse", outcome => Cell.Of(outcome.Rmse - optimumRmse)),
            OfOutcome("verdict", outcome => Cell.Of(Verdicts[(int)outcome.Verdict])),
        ];
        return [.. head, .. Axes(spec), .. Training(spec), .. OtherMetrics(spec), .. Weights(spec)];
    }

    private static IEnumerable<SummaryColumn> Axes(SweepSpec spec) => spec.SearchSpace.Axes.Select((axis, i) =>
        new SummaryColumn(axis.Key.Snake(), (_, trial) => Cell.Of(trial.Configuration.Values[i])));

    private static IEnumerable<SummaryColumn> Training(SweepSpec spec)
    {
        // Where epochs is an axis, its column has the name already.
        var isAxis = spec.SearchSpace.Axes.Any(axis => axis.Key == SettingKey.Epochs);
        yield return new("repeat", (_, trial) => Cell.Of((long)trial.Repeat));
        yield return OfOutcome(isAxis ? "epochs_trained" : "epochs", outcome => Cell.Of((long)outcome.Epochs));
    }

    private static IEnumerable<SummaryColumn> OtherMetrics(SweepSpec spec) => Enum.GetValues<Objective>()
        .Where(metric => metric != spec.Objective)
        .Where(metric => spec.Data.Validation > 0 || metric is Objective.Rmse or Objective.Mae)
        .Select(Metric);

    private static IEnumerable<SummaryColumn> Weights(SweepSpec spec) => WeightColumns.Of(spec).Select(weight =>
        OfOutcome(weight.Name, outcome => Cell.Of(outcome.Parameters[weight.Index])));

    private static SummaryColumn Metric(Objective metric) =>
        OfOutcome(metric.Column(), outcome => Cell.Of(SweepState.ObjectiveOf(outcome, metric)));

    private static SummaryColumn OfOutcome(string name, Func<TrialOutcome, Cell> read) =>
        new(name, (result, _) => result.Outcome is { } outcome ? read(outcome) : Cell.Empty);

    private static string[] Capitals<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToUpperInvariant())];
}
