using System.Diagnostics;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>Nanoseconds a trial-update, the best of a few runs: a first look that takes seconds.</summary>
internal static class QuickMeasure
{
    private const int Trials = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.4);

    /// <summary>Prints the standard shape for each lane width and precision, then other shapes at the widest.</summary>
    public static void Run(TextWriter output)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            foreach (var width in Enum.GetValues<LaneWidth>().Where(width => width <= LaneWidths.Widest))
                Print(output, OptimizerKind.Adam, 4, 8, precision, width);
        }

        foreach (var optimizer in Enum.GetValues<OptimizerKind>())
            Print(output, optimizer, 4, 8, Precision.Float32, LaneWidths.Widest);
        foreach (var features in new[] { 4, 16, 64 })
        {
            foreach (var batchSize in new[] { 1, 8, 32, 256 })
                Print(output, OptimizerKind.Adam, features, batchSize, Precision.Float32, LaneWidths.Widest);
        }
    }

    private static void Print(
        TextWriter output, OptimizerKind optimizer, int features, int batchSize, Precision precision, LaneWidth width)
    {
        var updates = width == LaneWidth.Scalar ? 1000 : 8000 / (features / 4) / Math.Max(1, batchSize / 16);
        var pack = KernelSample.Pack(optimizer, features, batchSize, Trials, updates * batchSize, precision);
        using var training = PackRun.Begin(pack, width);
        var best = double.PositiveInfinity;
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < Patience)
        {
            var start = Stopwatch.GetTimestamp();
            training.TrainEpoch(CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = Math.Min(best, seconds * 1e9 / ((double)updates * Trials));
        }

        output.WriteLine($"{optimizer,-9} features {features,3} batch {batchSize,4} {precision} {width,-6} {best,8:0.00} ns");
    }
}
