using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Api.Models;

/// <summary>Makes the API's forms from the cluster's replies.</summary>
internal static class SweepWords
{
    /// <summary>How a sweep stands.</summary>
    public static SweepModel Of(SweepStatus status) => new(
        status.SweepId,
        status.Phase,
        status.Phase.IsEnd(),
        status.Account,
        status.IsAccountKnown,
        status.Running,
        status.Packs,
        status.Priority,
        status.SubmittedAt,
        status.Problem.Length > 0 ? status.Problem : null,
        status.SecondsLeft,
        (ObjectiveKinds.Find(status.Course.Kind)?.Verdicts ?? [])
            .Select((verdict, i) => (verdict.Name, Count: status.Highlights.Count(i)))
            .ToDictionary());

    /// <summary>A sweep with its file.</summary>
    public static SweepDetailsModel Of(SweepSnapshot sweep)
    {
        var order = TrialOrder.Of(sweep.Spec);
        return new(
            Of(sweep.Status),
            sweep.Spec.Metric.Column,
            sweep.Fingerprint,
            sweep.Text,
            [.. sweep.Status.Highlights.Best.Select(top => new TopTrialModel(top.TrialIn(order).Id, top.Objective))]);
    }

    /// <summary>A trial.</summary>
    public static TrialModel Of(SweepTable table, TrialView trial, IReadOnlyList<string>? explanation) => new(
        Of(table, trial.Row),
        CurveOf(table, trial, "rmse"),
        CurveOf(table, trial, "validation_rmse"),
        StepsOf(table, trial),
        CurvesOf(table, trial),
        [.. trial.Attempts.Select(Of)],
        explanation);

    /// <summary>A trial's row.</summary>
    public static JsonObject Of(SweepTable table, TrialRow row)
    {
        var form = new JsonObject();
        for (var i = 0; i < row.Cells.Length; i++)
            form.Add(table.Columns[i], Of(row.Cells[i]));
        return form;
    }

    private static ImmutableArray<double> CurveOf(SweepTable table, TrialView trial, string name) =>
        trial.Result.Outcome is { } outcome && table.Results.Spec.Schema.Curves.IndexOf(name) is >= 0 and var index
            ? outcome.Curve(index)
            : [];

    private static IReadOnlyList<double> StepsOf(SweepTable table, TrialView trial) =>
        trial.Result.Outcome is { } outcome && !table.Results.Spec.Schema.Curves.IsEmpty
            ? [.. Enumerable.Range(0, outcome.Curve(0).Length).Select(outcome.StepOf)]
            : [];

    private static Dictionary<string, IReadOnlyList<double?>> CurvesOf(SweepTable table, TrialView trial)
    {
        var curves = new Dictionary<string, IReadOnlyList<double?>>();
        if (trial.Result.Outcome is not { } outcome)
            return curves;
        var names = table.Results.Spec.Schema.Curves;
        for (var i = 0; i < names.Length; i++)
            curves.Add(names[i], Points(outcome.Curve(i)));
        foreach (var found in outcome.Found)
            curves.TryAdd(ColumnNames.Of(found.Name), Points(found.Curve));
        return curves;
    }

    private static IReadOnlyList<double?> Points(ImmutableArray<double> curve) =>
        [.. curve.Select(value => double.IsNaN(value) ? (double?)null : value)];

    private static AttemptModel Of(Attempt attempt) => new(
        attempt.Number,
        attempt.Worker,
        attempt.StartedAt,
        attempt.Seconds / attempt.Range.Count,
        attempt.Outcome,
        attempt.Reason.Length > 0 ? attempt.Reason : null);

    // JSON has no NaN and no infinity: those are words.
    private static JsonValue? Of(Cell cell) => cell.Kind switch
    {
        CellKind.Whole => JsonValue.Create(cell.Whole),
        CellKind.Number when double.IsFinite(cell.Number) => JsonValue.Create(cell.Number),
        CellKind.Empty => null,
        _ => JsonValue.Create(cell.ToString()),
    };
}
