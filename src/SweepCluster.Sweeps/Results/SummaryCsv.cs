using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
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

    private static readonly string[] States = Capitals<TrialState>();
    private static readonly string[] Verdicts = Capitals<Verdict>();

    private sealed record Column(string Name, Action<CsvRows, TrialResult, Trial> Write);

    /// <summary>Writes the summary.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        Column[] columns = [.. Columns(results)];
        using var csv = new CsvRows(writer);
        csv.Texts(columns.Select(column => column.Name).Prepend("rank"));
        csv.EndRow();
        for (var i = 0; i < results.Ranked.Length; i++)
            WriteRow(csv, columns, results.Ranked[i], i + 1);
    }

    private static void WriteRow(CsvRows csv, Column[] columns, TrialResult result, int rank)
    {
        if (result.State == TrialState.Complete)
            csv.Number(rank);
        else
            csv.Empty();
        var trial = result.Trial;
        foreach (var column in columns)
            column.Write(csv, result, trial);
        csv.EndRow();
    }

    private static IEnumerable<Column> Columns(SweepResults results)
    {
        var spec = results.Spec;
        Column[] head =
        [
            new("trial_id", (csv, result, _) => csv.Number(result.TrialId)),
            new("state", (csv, result, _) => csv.Text(States[(int)result.State])),
            Metric(spec.Objective),
            OfOutcome("optimum_rmse", (csv, _) => csv.Number(results.OptimumRmse)),
            OfOutcome("excess_rmse", (csv, outcome) => csv.Number(outcome.Rmse - results.OptimumRmse)),
            OfOutcome("verdict", (csv, outcome) => csv.Text(Verdicts[(int)outcome.Verdict])),
        ];
        return [.. head, .. Axes(spec), .. Training(spec), .. OtherMetrics(spec), .. Weights(spec)];
    }

    private static IEnumerable<Column> Axes(SweepSpec spec) => spec.SearchSpace.Axes.Select((axis, i) =>
        new Column(axis.Key.Snake(), (csv, _, trial) => csv.Setting(trial.Configuration.Values[i])));

    private static IEnumerable<Column> Training(SweepSpec spec)
    {
        // Where epochs is an axis, its column has the name already.
        var isAxis = spec.SearchSpace.Axes.Any(axis => axis.Key == SettingKey.Epochs);
        yield return new("repeat", (csv, _, trial) => csv.Number(trial.Repeat));
        yield return OfOutcome(isAxis ? "epochs_trained" : "epochs", (csv, outcome) => csv.Number(outcome.Epochs));
    }

    private static IEnumerable<Column> OtherMetrics(SweepSpec spec) => Enum.GetValues<Objective>()
        .Where(metric => metric != spec.Objective)
        .Where(metric => spec.Data.Validation > 0 || metric is Objective.Rmse or Objective.Mae)
        .Select(Metric);

    private static IEnumerable<Column> Weights(SweepSpec spec) => WeightColumns.Of(spec).Select(weight =>
        OfOutcome(weight.Name, (csv, outcome) => csv.Number(outcome.Parameters[weight.Index])));

    private static Column Metric(Objective metric) =>
        OfOutcome(metric.Column(), (csv, outcome) => csv.Number(SweepState.ObjectiveOf(outcome, metric)));

    private static Column OfOutcome(string name, Action<CsvRows, TrialOutcome> write) => new(name, (csv, result, _) =>
    {
        if (result.Outcome is null)
            csv.Empty();
        else
            write(csv, result.Outcome);
    });

    private static string[] Capitals<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToUpperInvariant())];
}
