using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>A column of the ranked table.</summary>
/// <param name="Name">As it stands in summary.csv.</param>
/// <param name="Read">A trial's cell.</param>
public sealed record SummaryColumn(string Name, Func<TrialResult, Trial, Cell> Read);

/// <summary>The columns of the ranked table but the rank: the same in summary.csv and wherever it is shown.</summary>
public static class SummaryColumns
{
    /// <summary>The places of the columns that every sweep's summary begins with; the rank comes first.</summary>
    public const int Id = 1, State = 2, Objective = 3;

    /// <summary>How many columns of every sweep come before the kind's own; the rank is one of them.</summary>
    public const int BeforeOwn = 4;

    private static readonly string[] States = [.. Enum.GetNames<TrialState>().Select(name => name.ToUpperInvariant())];

    /// <summary>A state's word.</summary>
    public static string WordOf(TrialState state) => States[(int)state];

    /// <summary>The columns of a sweep's results.</summary>
    public static ImmutableArray<SummaryColumn> Of(SweepResults results)
    {
        var columns = Of(results.Spec, results.References);
        var known = columns.Select(column => column.Name).Append("rank").ToHashSet();
        return [.. columns, .. FoundMetrics.NamesIn(results).Where(name => known.Add(ColumnNames.Of(name)))
            .Select(OfFound)];
    }

    /// <summary>The columns that every result of a sweep has.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="references">What its trials are compared with.</param>
    public static ImmutableArray<SummaryColumn> Of(SweepSpec spec, ImmutableArray<double> references)
    {
        var schema = spec.Schema;
        return
        [
            new("trial_id", (result, _) => Cell.Of(result.TrialId)),
            new("state", (result, _) => Cell.Of(States[(int)result.State])),
            OfMetric(spec.Metric),
            .. schema.Columns.Select(Own),
            .. spec.SearchSpace.Parameters.Select((parameter, i) =>
                new SummaryColumn(parameter.Column, (_, trial) => Cell.Of(trial.Configuration.Values[i]))),
            new("repeat", (_, trial) => Cell.Of((long)trial.Repeat)),
            OfOutcome(StepsColumn(spec, schema), outcome => Cell.Of((long)outcome.Steps)),
            .. schema.Metrics
                .Where(metric => metric.Index != spec.Metric.Index && metric.Missing is null)
                .Select(OfMetric),
            .. schema.LastColumns.Select(Own),
        ];

        SummaryColumn Own(OutcomeColumn column) => OfOutcome(column.Name, outcome => column.Read(outcome, references));
    }

    // If steps are an axis, its column has the name already.
    private static string StepsColumn(SweepSpec spec, ObjectiveSchema schema) =>
        spec.SearchSpace.Parameters.Any(parameter => parameter.Column == schema.StepsColumn)
            ? $"{schema.StepsColumn}_trained"
            : schema.StepsColumn;

    private static SummaryColumn OfFound(string name) => OfOutcome(
        ColumnNames.Of(name),
        outcome => FoundMetrics.Of(outcome, name) is { } found ? Cell.Of(found.Value) : Cell.Empty);

    private static SummaryColumn OfMetric(Metric metric) =>
        OfOutcome(metric.Column, outcome => Cell.Of(metric.Of(outcome)));

    private static SummaryColumn OfOutcome(string name, Func<TrialOutcome, Cell> read) =>
        new(name, (result, _) => result.Outcome is { } outcome ? read(outcome) : Cell.Empty);
}
