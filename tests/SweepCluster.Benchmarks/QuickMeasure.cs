using System.Diagnostics;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>Nanoseconds per trial-update, the best epoch of a short while: a first look that takes seconds.</summary>
/// <remarks>
/// Includes shuffling and laying out the rows, which the pack shares, so that large packs show the kernel.
/// </remarks>
internal static class QuickMeasure
{
    private const int StandardTrials = 64;
    private const int MostRows = 240_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.4);

    /// <summary>
    /// Prints the standard shape for each lane width and precision, then for each optimizer and pack size.
    /// </summary>
    public static void Run(TextWriter output)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var width in Enum.GetValues<LaneWidth>().Where(width => width <= LaneWidths.Widest))
                output.WriteLine(
                    $"{"Adam",-9} {precision} {width,-6} {Measure(OptimizerKind.Adam, precision, width),8:0.00} ns");
        }

        foreach (var optimizer in Enum.GetValues<OptimizerKind>())
            output.WriteLine($"{optimizer,-9} {Measure(optimizer, Precision.Float32, LaneWidths.Widest),8:0.00} ns");
        foreach (var trials in new[] { 1, 16, 64, 256, 1024, 4096 })
        {
            var best = Measure(OptimizerKind.Adam, Precision.Float32, LaneWidths.Widest, trials);
            output.WriteLine($"{"Adam",-9} {trials,5} trials {best,8:0.00} ns");
        }

        foreach (var (features, batchSize, trials) in Shapes())
        {
            double Ns(BatchLayout layout) => Measure(
                OptimizerKind.Adam, Precision.Float32, LaneWidths.Widest, trials, features, batchSize, layout);
            output.WriteLine(
                $"{features,3} features, batch {batchSize,4}, {trials,4} trials: "
                + $"rows {Ns(BatchLayout.Rows),8:0.00} ns, factor {Ns(BatchLayout.Factor),8:0.00} ns");
        }
    }

    private static IEnumerable<(int Features, int BatchSize, int Trials)> Shapes() =>
        from features in new[] { 4, 16, 64 }
        from batchSize in new[] { 8, 32, 256, 1024 }
        from trials in new[] { 64, 1024 }
        select (features, batchSize, trials);

    /// <summary>The best epoch of a pack.</summary>
    private static double Measure(
        OptimizerKind optimizer,
        Precision precision,
        LaneWidth width,
        int trials = StandardTrials,
        int features = 4,
        int batchSize = 8,
        BatchLayout layout = BatchLayout.Rows)
    {
        var updates = Math.Clamp(200_000 / trials, 100, Math.Max(100, MostRows / batchSize));
        var pack = KernelSample.Pack(optimizer, features, batchSize, trials, updates * batchSize, precision, layout);
        using var training = PackRun.Begin(pack, width, new EpochStore(0));
        var best = double.PositiveInfinity;
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < Patience)
        {
            var start = Stopwatch.GetTimestamp();
            training.TrainEpoch(CancellationToken.None);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)updates * trials));
        }

        return best;
    }
}
