using System.Collections.Immutable;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Dashboard.Components;

/// <summary>A column whose rows can be chosen by its value.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Column">The column.</param>
/// <param name="Choices">The values, as they stand in summary.csv.</param>
internal sealed record TableFilter(string Name, string Column, ImmutableArray<string> Choices)
{
    private const int MostChoices = 100;

    /// <summary>Verdict, state, and each axis with few enough values.</summary>
    public static ImmutableArray<TableFilter> Of(SweepSpec spec) =>
    [
        new("verdict", "verdict", Capitals<Verdict>()),
        new("state", "state", Capitals<TrialState>()),
        .. spec.SearchSpace.Axes.Where(axis => axis.Count is > 1 and <= MostChoices).Select(axis => new TableFilter(
            axis.Key.Kebab(), axis.Key.Snake(), [.. Enumerable.Range(0, axis.Count).Select(i => Cell.Of(axis[i]).ToString()).Distinct()])),
    ];

    private static ImmutableArray<string> Capitals<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToUpperInvariant())];
}
