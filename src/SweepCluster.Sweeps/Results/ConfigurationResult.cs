using System.Collections.Immutable;
using MathNet.Numerics.Statistics;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>One configuration over its repeats.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Repeats">Its trials.</param>
/// <param name="Complete">Those that were trained to the end; the statistics are theirs.</param>
/// <param name="Mean">Mean of the objective; NaN where no repeat is complete.</param>
/// <param name="StandardDeviation">Sample standard deviation of the objective; NaN for fewer than two repeats.</param>
/// <param name="Min">Smallest objective.</param>
/// <param name="Max">Largest objective.</param>
public sealed record ConfigurationResult(
    Configuration Configuration, int Repeats, int Complete, double Mean, double StandardDeviation, double Min, double Max)
{
    /// <summary>All configurations: those with every repeat complete first, by mean; ties by index.</summary>
    public static ImmutableArray<ConfigurationResult> Rank(SweepResults results) =>
        [.. results.Ranked
            .GroupBy(result => result.Trial.Configuration.Index)
            .Select(repeats => Of([.. repeats.OrderBy(result => result.Trial.Repeat)], results))
            .OrderByDescending(configuration => configuration.Complete)
            .ThenBy(configuration => double.IsNaN(configuration.Mean) ? double.PositiveInfinity : configuration.Mean)
            .ThenBy(configuration => configuration.Configuration.Index)];

    private static ConfigurationResult Of(TrialResult[] repeats, SweepResults results)
    {
        double[] values =
            [.. repeats.Where(result => result.State == TrialState.Complete)
                .Select(result => SweepState.ObjectiveOf(result.Outcome!, results.Spec.Objective))];
        return new ConfigurationResult(
            repeats[0].Trial.Configuration,
            repeats.Length,
            values.Length,
            ArrayStatistics.Mean(values),
            ArrayStatistics.StandardDeviation(values),
            ArrayStatistics.Minimum(values),
            ArrayStatistics.Maximum(values));
    }
}
