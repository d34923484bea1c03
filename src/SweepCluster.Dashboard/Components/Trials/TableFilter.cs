using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Components.Trials;

/// <summary>A column that rows can be filtered by.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Column">The column.</param>
/// <param name="Choices">The values, as summary.csv writes them.</param>
internal sealed record TableFilter(string Name, string Column, ImmutableArray<string> Choices)
{
    private const int MostChoices = 100;

    /// <summary>Verdict, state, and each axis with few enough values.</summary>
    public static ImmutableArray<TableFilter> Of(SweepSpec spec) =>
    [
        .. Verdicts(spec.Schema),
        new("state", "state", [.. Enum.GetNames<TrialState>().Select(name => name.ToUpperInvariant())]),
        .. spec.SearchSpace.Parameters.Where(axis => axis.Count is > 1 and <= MostChoices)
            .Select(axis => new TableFilter(
                axis.Name, axis.Column,
                [.. Enumerable.Range(0, axis.Count).Select(i => Cell.Of(axis[i]).ToString()).Distinct()])),
    ];

    private static ImmutableArray<TableFilter> Verdicts(ObjectiveSchema schema) => schema.Verdicts.IsEmpty
        ? []
        : [new("verdict", "verdict", [.. schema.Verdicts.Select(verdict => verdict.Name)])];
}
