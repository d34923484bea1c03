using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>The table of kernels kept in results/: nanoseconds per trial-update, the kernel alone.</summary>
/// <remarks>Batches lie in memory already, as they do for all packs but the first; medians of several means.</remarks>
internal static class KernelTable
{
    private const int Medians = 7;
    private const long NumbersAtMost = 1 << 23;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.1);
    private static readonly int[] Features = [1, 4, 16, 64, 256];
    private static readonly int[] Batches = [1, 8, 32, 256, 1024];

    /// <summary>Prints the table as Markdown.</summary>
    public static void Print(TextWriter output)
    {
        output.WriteLine("# Kernels");
        output.WriteLine();
        output.WriteLine(
            "Written by `SweepCluster.Benchmarks kernels`: nanoseconds for one update of one trial, RMSE loss, "
            + "one thread,");
        output.WriteLine(
            $"batches laid out beforehand; medians of {Medians} means over "
            + $"{Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s or more.");
        output.WriteLine();
        output.WriteLine($"{Processor()}, {LaneWidths.Widest} lanes, {RuntimeInformation.FrameworkDescription}.");
        foreach (var trials in new[] { 64, 1024 })
        {
            foreach (var layout in Enum.GetValues<BatchLayout>())
                PrintShapes(output, trials, layout);
        }

        PrintRow(output, "4 features, batches of 8, 1024 trials, by optimizer", Enum.GetValues<OptimizerKind>(),
            kind => Measure(kind));
        PrintRow(
            output,
            "4 features, batches of 8, 1024 trials, Adam, by width",
            Enum.GetValues<LaneWidth>().Where(width => width <= LaneWidths.Widest),
            width => Measure(OptimizerKind.Adam, width: width));
        PrintRow(
            output,
            "The same in float64",
            Enum.GetValues<LaneWidth>().Where(width => width <= LaneWidths.Widest),
            width => Measure(OptimizerKind.Adam, width: width, precision: Precision.Float64));
        output.WriteLine($"\nLoad of the machine at the end, this process included: {Load()}.");
    }

    private static void PrintShapes(TextWriter output, int trials, BatchLayout layout)
    {
        output.WriteLine(
            $"\n## Adam, float32, {trials} trials, by {(layout == BatchLayout.Rows ? "rows" : "triangular factor")}\n");
        output.WriteLine($"| features | {string.Join(" | ", Batches.Select(batch => $"batch {batch}"))} |");
        output.WriteLine($"|---|{string.Concat(Batches.Select(_ => "---|"))}");
        foreach (var features in Features)
        {
            var cells = Batches.Select(batch => Number(Measure(OptimizerKind.Adam, features, batch, trials, layout)));
            output.WriteLine($"| {features} | {string.Join(" | ", cells)} |");
        }
    }

    private static void PrintRow<TKey>(
        TextWriter output, string title, IEnumerable<TKey> keys, Func<TKey, double> measure)
    {
        var columns = keys.ToList();
        output.WriteLine($"\n## {title}\n");
        output.WriteLine($"| {string.Join(" | ", columns)} |");
        output.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");
        output.WriteLine($"| {string.Join(" | ", columns.Select(key => Number(measure(key))))} |");
    }

    private static double Measure(
        OptimizerKind optimizer,
        int features = 4,
        int batch = 8,
        int trials = 1024,
        BatchLayout layout = BatchLayout.Rows,
        LaneWidth? width = null,
        Precision precision = Precision.Float32)
    {
        var columns = features + 1L;
        var numbers = layout == BatchLayout.Factor ? Math.Max(batch * columns, columns * columns) : batch * columns;
        var updates = (int)Math.Clamp(NumbersAtMost / numbers, 8, Math.Max(200_000 / trials, 8));
        var drawn = KernelSample.Pack(optimizer, features, batch, trials, updates * batch, precision, layout);
        var inFileOrder = drawn.Trials.Select(trial => trial with { Shuffle = false });
        var pack = new TrialPack(drawn.Rows, drawn.Layer, [.. inFileOrder], drawn.SweepSeed, drawn.Repeat, layout);
        using var training = PackRun.Begin(pack, width ?? LaneWidths.Widest, new EpochStore());
        Mean(training);
        var means = Enumerable.Range(0, Medians).Select(_ => Mean(training) / ((double)updates * trials)).Order();
        return means.ElementAt(Medians / 2);
    }

    /// <summary>Nanoseconds per epoch.</summary>
    private static double Mean(IPackTraining training)
    {
        var start = Stopwatch.GetTimestamp();
        var epochs = 0;
        for (; epochs == 0 || Stopwatch.GetElapsedTime(start) < Patience; epochs++)
            training.TrainEpoch(CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / epochs;
    }

    private static string Number(double nanoseconds) =>
        nanoseconds.ToString(nanoseconds < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    private static string Processor()
    {
        const string Source = "/proc/cpuinfo";
        var name = File.Exists(Source)
            ? File.ReadLines(Source).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return name?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Load()
    {
        const string Source = "/proc/loadavg";
        return File.Exists(Source) ? File.ReadAllText(Source).Split(' ')[0] : "not known";
    }
}
