using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Benchmarks.Searching;

/// <summary>How near samplers come to the least value of functions, and how long a proposal takes.</summary>
internal static class SearchMeasure
{
    private const int Trials = 200;

    private static readonly int[] Stops = [25, 50, 100, 200];

    /// <summary>Prints the table.</summary>
    /// <param name="words">Samplers as word or word@parallel.</param>
    /// <param name="seeds">Runs of each function.</param>
    /// <param name="writer">Takes the table.</param>
    public static void Run(string[] words, int seeds, TextWriter writer)
    {
        var functions = TestFunctions.Read();
        var random = Medians(functions, "random", 200);
        foreach (var word in words)
            Print(word, functions, Medians(functions, word, seeds), random, writer);
    }

    private static void Print(
        string word, ImmutableArray<TestFunction> functions, double[][] medians, double[][] random, TextWriter writer)
    {
        writer.WriteLine($"| {word} | {string.Join(" / ", Stops)} | normalised |");
        var scaled = medians.Zip(random, Normalised).ToArray();
        foreach (var ((function, median), share) in functions.Zip(medians).Zip(scaled))
            writer.WriteLine($"| {function.Name} | {Text(median)} | {Text(share)} |");
        writer.WriteLine($"| all | | {Text(Mean(scaled))} |");
        writer.WriteLine(
            $"| numeric | | {Text(Mean([.. scaled.Where((_, i) => functions[i].IsNumeric)]))} |");
        writer.Flush();
    }

    private static double[] Normalised(double[] median, double[] random) =>
        [.. median.Zip(random, (one, other) => Math.Max(one / other, 0.001))];

    private static double[] Mean(double[][] scaled) =>
    [
        .. Stops.Select((_, stop) => Math.Exp(scaled.Average(share => Math.Log(share[stop])))),
    ];

    private static double[][] Medians(ImmutableArray<TestFunction> functions, string word, int seeds)
    {
        var regrets = new double[functions.Length * seeds][];
        Parallel.For(
            0, regrets.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => regrets[i] = Regrets(functions[i / seeds], word, i % seeds));
        return [.. regrets.Chunk(seeds).Select(runs => Stops.Select((_, stop) => Median(runs, stop)).ToArray())];
    }

    private static double Median(double[][] runs, int stop)
    {
        var sorted = runs.Select(run => run[stop]).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // Of the trials up to each stop, the regret of the one that looked best.
    private static double[] Regrets(TestFunction function, string word, int seed)
    {
        var run = Run(function, word, seed, Trials);
        return
        [
            .. Stops.Select(stop => function.Regret(run.Take(stop).MinBy(observation => observation.Loss).Values)),
        ];
    }

    /// <summary>A run of a sampler.</summary>
    public static ImmutableArray<Observation> Run(TestFunction function, string word, int seed, int trials)
    {
        var parts = word.Split('@');
        var parallel = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
        var sampler = SamplerCatalog.Make(parts[0], function.Space, seed, trials);
        var seen = ImmutableArray.CreateBuilder<Observation>();
        var known = new List<ImmutableArray<SettingValue>>();
        for (var i = 0; i < trials; i++)
        {
            var looked = Math.Max(0, i - parallel + 1);
            while (seen.Count < looked)
                seen.Add(new Observation(known[seen.Count], function.Seen(known[seen.Count], seed)));
            var history = sampler.Learns
                ? new History(seen.ToImmutable(), [.. known.Skip(looked)])
                : History.Empty;
            known.Add(sampler.Suggest(i, history)!.Value);
        }

        return [.. known.Select(values => new Observation(values, function.Seen(values, seed)))];
    }

    private static string Text(double[] numbers) => string.Join(
        " / ", numbers.Select(number => number.ToString("G3", CultureInfo.InvariantCulture)));
}
