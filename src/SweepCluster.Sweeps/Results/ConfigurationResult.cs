using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MathNet.Numerics.Statistics;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>One configuration over its repeats.</summary>
/// <param name="Index">The configuration's index in the grid.</param>
/// <param name="Repeats">Its trials.</param>
/// <param name="Complete">Those that were trained to the end; the statistics are theirs.</param>
/// <param name="Mean">Mean of the objective; NaN if no repeat is complete.</param>
/// <param name="StandardDeviation">Sample standard deviation of the objective; NaN for fewer than two repeats.</param>
/// <param name="Min">Smallest objective.</param>
/// <param name="Max">Largest objective.</param>
public readonly record struct ConfigurationResult(
    long Index, int Repeats, int Complete, double Mean, double StandardDeviation, double Min, double Max)
{
    /// <summary>All configurations: those with every repeat complete first, by mean; ties by index.</summary>
    public static ImmutableArray<ConfigurationResult> Rank(SweepResults results)
    {
        ConfigurationResult[] all =
        [
            .. results.InOrderOfTrials()
                .Chunk(results.Spec.Repeats)
                .Select((repeats, index) => Of(index, repeats, results)),
        ];
        Array.Sort(all, (one, other) => Compare(one, other, results.Spec.Metric.Aim));
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    private static ConfigurationResult Of(long index, TrialResult[] repeats, SweepResults results)
    {
        double[] values =
            [.. repeats.Where(result => result.State == TrialState.Complete)
                .Select(result => results.Spec.Metric.Of(result.Outcome!))];
        return new ConfigurationResult(
            index,
            repeats.Length,
            values.Length,
            ArrayStatistics.Mean(values),
            ArrayStatistics.StandardDeviation(values),
            ArrayStatistics.Minimum(values),
            ArrayStatistics.Maximum(values));
    }

    private static int Compare(ConfigurationResult a, ConfigurationResult b, Aim aim)
    {
        var byComplete = b.Complete.CompareTo(a.Complete);
        var byMean = byComplete == 0 ? Ranked(a.Mean, aim).CompareTo(Ranked(b.Mean, aim)) : byComplete;
        return byMean == 0 ? a.Index.CompareTo(b.Index) : byMean;
    }

    private static double Ranked(double mean, Aim aim) => double.IsNaN(mean) ? double.PositiveInfinity : aim.Cost(mean);
}
