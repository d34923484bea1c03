using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Benchmarks.Searching;

/// <summary>How long the processor takes for a proposal, after so many trials.</summary>
internal static class ProposalMeasure
{
    // As many as share a fit of gp, so that each has its part of it.
    private const int Proposals = 32;
    private const int Rounds = 5;

    private static readonly int[] Counts = [100, 200, 500, 1000];

    /// <summary>Prints a line per sampler: milliseconds per proposal, median of rounds, five dimensions.</summary>
    public static void Run(IEnumerable<string> words, TextWriter writer)
    {
        var function = TestFunctions.Read().Single(one => one.Name == "ackley5");
        writer.WriteLine($"| ms per proposal | {string.Join(" / ", Counts)} trials |");
        foreach (var word in words)
        {
            // Trials of a sampler that comes near the minimum are as close together as those of a real sweep.
            var trials = SearchMeasure.Run(function, "tpe", 1, Counts[^1] + Proposals);
            var times = Counts.Select(count => Median(function.Space, word, trials, count));
            writer.WriteLine($"| {word} | {string.Join(" / ", times.Select(Text))} |");
            writer.Flush();
        }
    }

    private static double Median(SearchSpace space, string word, ImmutableArray<Observation> trials, int count) =>
        Enumerable.Range(0, Rounds).Select(_ => Milliseconds(space, word, trials, count)).Order().ElementAt(Rounds / 2);

    private static double Milliseconds(
        SearchSpace space, string word, ImmutableArray<Observation> trials, int count)
    {
        var sampler = SamplerCatalog.Make(word, space, 1, trials.Length);
        var before = Environment.CpuUsage.TotalTime;
        for (var i = count; i < count + Proposals; i++)
            sampler.Suggest(i, new History(trials[..i], []));
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Proposals;
    }

    private static string Text(double milliseconds) => milliseconds.ToString("G3", CultureInfo.InvariantCulture);
}
