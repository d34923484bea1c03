using System.Diagnostics;
using System.Globalization;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>
/// What a pack costs by its vectors, and how near a node's slots come to the best even split of a sweep.
/// </summary>
/// <remarks>
/// Both sides train the same trials on the same prepared data in this process, one after the other, in pairs.
/// </remarks>
internal static class PacksMeasure
{
    private const int Rows = 240_000;
    private const int Epochs = 30;
    private const int LargestPack = 1024;
    private const int Lanes = 16;

    /// <summary>Prints the cost of a step and the ratios.</summary>
    /// <param name="runs">Pairs of runs for each shape, after one that is not counted.</param>
    /// <param name="sizes">How many trials.</param>
    /// <param name="output">Takes the lines.</param>
    public static async Task RunAsync(int runs, IEnumerable<int> sizes, TextWriter output)
    {
        PrintCosts(output);
        output.WriteLine("trials slots | even split, s | node, s | ratio of the medians (least, most)");
        foreach (var trials in sizes)
        {
            var (spec, data) = Load(trials);
            var sweep = new LoadedSweep(spec, data);
            foreach (var slots in new[] { 1, 2, 4 })
            {
                var pairs = new List<(double Even, double Node)>();
                for (var run = 0; run <= runs; run++)
                    pairs.Add((Even(sweep.Trainer(), trials, slots), await NodeAsync(sweep, slots)));

                Print(output, trials, slots, pairs[1..]);
            }
        }
    }

    private static void PrintCosts(TextWriter output)
    {
        var costs = new[] { 1, 2, 4, 8, 16, 32, 64 }
            .Select(vectors => (Vectors: vectors, Step: StepNanoseconds(vectors))).ToList();
        foreach (var (vectors, step) in costs)
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{vectors,2} vectors: {step,7:F1} ns per step"));
        var vector = (costs[^1].Step - costs[1].Step) / (costs[^1].Vectors - costs[1].Vectors);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a vector costs {vector:F1} ns, a step besides {costs[1].Step - 2 * vector:F1} ns: "
            + $"{(costs[1].Step / vector) - 2:F1} vectors"));
    }

    // Includes drawing and laying out the rows of each epoch.
    private static double StepNanoseconds(int vectors)
    {
        var pack = KernelSample.Pack(OptimizerKind.Adam, 4, 8, vectors * Lanes, Rows);
        using var training = PackRun.Begin(pack, LaneWidths.Widest, new EpochStore(0));
        var best = double.PositiveInfinity;
        for (var epoch = 0; epoch < 12; epoch++)
        {
            var start = Stopwatch.GetTimestamp();
            training.TrainEpoch(CancellationToken.None);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Rows / 8));
        }

        return best;
    }

    private static (Sweeps.Spec.SweepSpec Spec, DataSet Data) Load(int trials)
    {
        var spec = SweepFileReader.Parse(
            $$"""
            sweep {
              name = packs
              dataset { synthetic { rows = {{Rows}}, noise = 0.1 } }
              training { epochs = {{Epochs}}, batch-size = 8 }
              search-space { learning-rate = { log-uniform = [1e-5, 1e-1], count = {{trials}} } }
            }
            """,
            "packs.hocon",
            []);
        return (spec, spec.Linear().Table.Source.Load(spec.Seed));
    }

    private static double Even(LinearObjective trainer, int trials, int slots)
    {
        var vectors = (trials + Lanes - 1) / Lanes;
        var rounds = (vectors * Lanes + slots * LargestPack - 1) / (slots * LargestPack);
        var pieces = Math.Min(rounds * slots, vectors);
        var bounds = Enumerable.Range(0, pieces + 1).Select(i => Math.Min((long)vectors * i / pieces * Lanes, trials))
            .ToList();
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, slots).Select(slot => new Thread(() =>
        {
            for (var piece = slot; piece < pieces; piece += slots)
            {
                var range = TrialRange.Between(bounds[piece], bounds[piece + 1]);
                trainer.Evaluate(TrialOrder.Of(trainer.Spec).Of(range), NoCheckpoints.Instance, CancellationToken.None);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // From the submission to a running node until the results are there, journal included.
    private static async Task<double> NodeAsync(LoadedSweep sweep, int slots)
    {
        var folder = Directory.CreateTempSubdirectory("packs-").FullName;
        try
        {
            var training = new LocalTraining(sweep.Objective);
            var options = new EmbeddedNodeOptions(folder, slots, training, TimeProvider.System);
            await using var node = await EmbeddedNode.StartAsync(options, CancellationToken.None);
            var submit = new SweepProtocol.SubmitSweep(
                "packs", sweep.Fingerprint, SweepFileWriter.Text(sweep.Spec, folder), 1);
            var start = Stopwatch.GetTimestamp();
            await new SweepClient(node.System, node.Coordinator)
                .RunAsync(submit, (_, _) => { }, CancellationToken.None);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(TextWriter output, int trials, int slots, IReadOnlyList<(double Even, double Node)> pairs)
    {
        var (even, node) = (Median(pairs.Select(pair => pair.Even)), Median(pairs.Select(pair => pair.Node)));
        var ratios = pairs.Select(pair => pair.Node / pair.Even).ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{trials,6} {slots,5} | {even,13:F3} | {node,7:F3} | {node / even:F2} "
            + $"({ratios.Min():F2}, {ratios.Max():F2})"));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
