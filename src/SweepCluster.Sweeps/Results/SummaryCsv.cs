using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Results;

/// <summary>summary.csv: a row a trial, ranked.</summary>
/// <remarks>
/// Holds nothing that depends on who trained a trial, when, or at which attempt: the same sweep and data give the same
/// bytes.
/// </remarks>
public static class SummaryCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "summary.csv";

    private sealed record Column(string Name, Func<TrialResult, string> Cell);

    /// <summary>Writes the summary.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        var columns = Columns(results).ToList();
        var ranks = results.Ranked.Select((result, i) =>
            result.State == TrialState.Complete ? CsvText.Number(i + 1) : "");
        CsvText.Write(
            writer,
            columns.Select(column => column.Name).Prepend("rank"),
            results.Ranked.Zip(ranks, (result, rank) => columns.Select(column => column.Cell(result)).Prepend(rank)));
    }

    private static IEnumerable<Column> Columns(SweepResults results)
    {
        var spec = results.Spec;
        Column[] head =
        [
            new("trial_id", result => CsvText.Number(result.Trial.Id)),
            new("state", result => result.State.ToString().ToUpperInvariant()),
            Metric(spec.Objective),
            OfOutcome("optimum_rmse", _ => CsvText.Number(results.OptimumRmse)),
            OfOutcome("excess_rmse", outcome => CsvText.Number(outcome.Rmse - results.OptimumRmse)),
            OfOutcome("verdict", outcome => outcome.Verdict.ToString().ToUpperInvariant()),
        ];
        return [.. head, .. Axes(spec), .. Training(spec), .. OtherMetrics(spec), .. Weights(spec)];
    }

    private static IEnumerable<Column> Axes(SweepSpec spec) => spec.SearchSpace.Axes.Select((axis, i) =>
        new Column(axis.Key.Snake(), result => result.Trial.Configuration.Values[i].ToString()));

    private static IEnumerable<Column> Training(SweepSpec spec)
    {
        // Where epochs is an axis, its column has the name already.
        var isAxis = spec.SearchSpace.Axes.Any(axis => axis.Key == SettingKey.Epochs);
        yield return new("repeat", result => CsvText.Number(result.Trial.Repeat));
        yield return OfOutcome(isAxis ? "epochs_trained" : "epochs", outcome => CsvText.Number(outcome.Epochs));
    }

    private static IEnumerable<Column> OtherMetrics(SweepSpec spec) => Enum.GetValues<Objective>()
        .Where(metric => metric != spec.Objective)
        .Where(metric => spec.Data.Validation > 0 || metric is Objective.Rmse or Objective.Mae)
        .Select(Metric);

    private static IEnumerable<Column> Weights(SweepSpec spec) => WeightColumns.Of(spec).Select(weight =>
        OfOutcome(weight.Name, outcome => CsvText.Number(outcome.Parameters[weight.Index])));

    private static Column Metric(Objective metric) =>
        OfOutcome(metric.Column(), outcome => CsvText.Number(SweepState.ObjectiveOf(outcome, metric)));

    private static Column OfOutcome(string name, Func<TrialOutcome, string> cell) =>
        new(name, result => result.Outcome is null ? "" : cell(result.Outcome));
}
