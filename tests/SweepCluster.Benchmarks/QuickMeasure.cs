using System.Diagnostics;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>Nanoseconds a trial-update, the best epoch of a short while: a first look that takes seconds.</summary>
/// <remarks>Shuffling and laying out the rows are included; they are shared by the pack, so large packs show the kernel.</remarks>
internal static class QuickMeasure
{
    private const int StandardTrials = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.4);

    /// <summary>Prints the standard shape for each lane width and precision, then for each optimizer and pack size.</summary>
    public static void Run(TextWriter output)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var width in Enum.GetValues<LaneWidth>().Where(width => width <= LaneWidths.Widest))
                output.WriteLine($"{"Adam",-9} {precision} {width,-6} {Measure(OptimizerKind.Adam, precision, width),8:0.00} ns");
        }

        foreach (var optimizer in Enum.GetValues<OptimizerKind>())
            output.WriteLine($"{optimizer,-9} {Measure(optimizer, Precision.Float32, LaneWidths.Widest),8:0.00} ns");
        foreach (var trials in new[] { 1, 16, 64, 256, 1024, 4096 })
        {
            var best = Measure(OptimizerKind.Adam, Precision.Float32, LaneWidths.Widest, trials);
            output.WriteLine($"{"Adam",-9} {trials,5} trials {best,8:0.00} ns");
        }
    }

    /// <summary>The best epoch of 4 features and batches of 8.</summary>
    private static double Measure(
        OptimizerKind optimizer, Precision precision, LaneWidth width, int trials = StandardTrials)
    {
        const int Features = 4;
        const int BatchSize = 8;
        var updates = Math.Max(100, 200_000 / trials);
        var pack = KernelSample.Pack(optimizer, Features, BatchSize, trials, updates * BatchSize, precision);
        using var training = PackRun.Begin(pack, width);
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
