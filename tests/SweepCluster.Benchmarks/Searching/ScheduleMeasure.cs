using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Tests.Scheduling;

namespace SweepCluster.Benchmarks.Searching;

/// <summary>How many steps schedulers take to come near the best of recorded curves, in random orders.</summary>
internal static class ScheduleMeasure
{
    private const int Full = 81;
    private const int Trials = 4000;
    private const long MostSteps = 32_400;

    private static readonly double[] Near = [1.25, 1.1, 1.05];

    private static readonly (string Name, SchedulerRules? Rules)[] Schedulers =
    [
        ("none", null),
        ("halving", new("halving", 3, 9, Full)),
        ("halving from 1", new("halving", 3, 1, Full)),
        ("hyperband", new("hyperband", 3, 1, Full)),
        ("median", new("median", 3, Full, Full)),
        ("asha", new("asha", 3, 9, Full)),
        ("asha from 1", new("asha", 3, 1, Full)),
    ];

    /// <summary>Prints the table.</summary>
    /// <param name="path">The curves.</param>
    /// <param name="orders">How many orders.</param>
    /// <param name="names">The schedulers; all if there are none.</param>
    /// <param name="writer">Takes the table.</param>
    public static void Run(string path, int orders, string[] names, TextWriter writer)
    {
        var curves = CurveRun.Read(path, Full);
        writer.WriteLine("| scheduler | workers | to 25 % | to 10 % | to 5 % |");
        writer.WriteLine("|---|---|---|---|---|");
        foreach (var (name, rules) in Schedulers.Where(each => names.Length == 0 || names.Contains(each.Name)))
        {
            foreach (var workers in new[] { 1, 8 })
            {
                var runs = Enumerable.Range(0, orders).AsParallel()
                    .Select(order => Steps(curves, rules, order, workers)).ToList();
                var cells = Near.Select((_, i) => Median(runs, i));
                writer.WriteLine($"| {name} | {workers} | {string.Join(" | ", cells)} |");
                writer.Flush();
            }
        }
    }

    private static string Median(List<long?[]> runs, int near)
    {
        var there = runs.Select(run => run[near]).OfType<long>().Order().ToList();
        var median = there.Count * 2 > runs.Count ? there[runs.Count / 2] : (long?)null;
        var share = there.Count == runs.Count
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" ({100 * there.Count / runs.Count} %)");
        return (median?.ToString(CultureInfo.InvariantCulture) ?? "-") + share;
    }

    // Steps that all workers had made when one came as near to the least loss as asked.
    private static long?[] Steps(
        ImmutableArray<ImmutableArray<double>> curves, SchedulerRules? rules, int order, int workers)
    {
        // One permutation after the other.
        var random = new Random(order);
        var stream = Enumerable.Range(0, Trials / curves.Length)
            .SelectMany(_ => Enumerable.Range(0, curves.Length).OrderBy(_ => random.Next())).ToArray();
        ImmutableArray<double> CurveOf(long trial) => curves[stream[trial]];
        var run = new CurveRun(CurveKind.Sweep(Trials, Full, rules, workers), CurveOf, workers);
        run.Train(MostSteps);
        var best = curves.Min(curve => curve.Min());
        return [.. Near.Select(near => StepsTo(run.Jobs, CurveOf, best * near))];
    }

    private static long? StepsTo(List<CurveJob> jobs, Func<long, ImmutableArray<double>> curveOf, double loss)
    {
        var first = jobs.Select(job => (job, Step: FirstAt(curveOf(job.Trial), job, loss)))
            .Where(found => found.Step is not null)
            .Select(found => found.job.Begin + found.Step!.Value - found.job.First + 1).DefaultIfEmpty(-1).Min();
        return first < 0 ? null : jobs.Sum(job => Math.Clamp(first - job.Begin, 0, job.End - job.Begin));
    }

    private static int? FirstAt(ImmutableArray<double> curve, CurveJob job, double loss)
    {
        for (var step = job.First; step <= job.Last; step++)
        {
            if (curve[step - 1] <= loss)
                return step;
        }

        return null;
    }
}
