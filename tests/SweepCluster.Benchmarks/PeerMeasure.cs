using System.Diagnostics;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>The .NET side of the comparison with peers: nanoseconds per trial-update, shuffling included.</summary>
/// <remarks>Prints `name TAB nanoseconds TAB ns`, a line per repetition; peers/table.py takes the median.</remarks>
internal static class PeerMeasure
{
    private const int Features = 4;
    private const int BatchSize = 8;
    private const int Rows = 240_000;
    private const int Repetitions = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.3);

    /// <summary>Measures packs of three sizes, then one trial with MathNet.</summary>
    public static void Run(TextWriter output)
    {
        foreach (var trials in new[] { 1, 64, 1024 })
        {
            using var training = PackRun.Begin(Pack(trials), LaneWidths.Widest, new EpochStore(0));
            Print(output, $"kernel-{trials}", trials, () => training.TrainEpoch(CancellationToken.None));
        }

        var mathNet = new MathNetTraining(Pack(1).Rows);
        Print(output, "mathnet-1", 1, () => mathNet.TrainEpoch(BatchSize));
    }

    private static TrialPack Pack(int trials) =>
        KernelSample.Pack(OptimizerKind.Adam, Features, BatchSize, trials, Rows);

    private static void Print(TextWriter output, string name, int trials, Action epoch)
    {
        NanosecondsPerEpoch(epoch);
        for (var repetition = 0; repetition < Repetitions; repetition++)
            output.WriteLine($"{name}\t{NanosecondsPerEpoch(epoch) / (Rows / BatchSize) / trials:0.000}\tns");
    }

    /// <summary>The mean of as many epochs as fit a short while, at least one.</summary>
    private static double NanosecondsPerEpoch(Action epoch)
    {
        var start = Stopwatch.GetTimestamp();
        var epochs = 0;
        do
        {
            epoch();
            epochs++;
        }
        while (Stopwatch.GetElapsedTime(start) < Patience);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / epochs;
    }
}
