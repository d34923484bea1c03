using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Lays out the trials of a round: those that can share a pack lie together.</summary>
/// <remarks>
/// The order of all trials does not depend on which were proposed together. If that is up to chance, as with samplers
/// that learn, trials keep the order of their ids, and only neighbours share packs.
/// </remarks>
public static class RoundLayout
{
    /// <summary>The configurations of a round that rests on no results: enough to fill large packs.</summary>
    public const int LargestRound = 4096;

    /// <summary>The round of some configurations.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="configurations">The configurations, by index.</param>
    public static Round Of(SweepSpec spec, ImmutableArray<Configuration> configurations)
    {
        var shared = SharedAxes(spec);
        var trials = configurations.SelectMany(configuration => Enumerable.Range(0, spec.Repeats).Select(
            repeat => new Trial(configuration.Index * spec.Repeats + repeat, configuration, repeat)));
        var groups = spec.Search.IsInOrder
            ? Runs(trials, trial => KeyOf(trial, shared))
            : [.. trials.GroupBy(trial => KeyOf(trial, shared)).Select(group => group.ToList())];
        var first = configurations[0].Index * spec.Repeats;
        return new Round(
            first,
            [.. groups.SelectMany(group => group).Select((trial, i) => trial with { Place = first + i })],
            [.. groups.Select(group => group.Count)]);
    }

    private static ImmutableArray<int> SharedAxes(SweepSpec spec) =>
    [
        .. Enumerable.Range(0, spec.SearchSpace.Parameters.Length)
            .Where(i => !spec.Objective.LaneParameters.Contains(spec.SearchSpace.Parameters[i].Name)),
    ];

    private static string KeyOf(Trial trial, ImmutableArray<int> shared) =>
        string.Join('\n', shared.Select(axis => trial.Configuration.Values[axis].ToString()).Append($"{trial.Repeat}"));

    private static List<List<Trial>> Runs(IEnumerable<Trial> trials, Func<Trial, string> keyOf)
    {
        var runs = new List<List<Trial>>();
        var last = "";
        foreach (var trial in trials)
        {
            var key = keyOf(trial);
            if (runs.Count == 0 || key != last)
                runs.Add([]);
            runs[^1].Add(trial);
            last = key;
        }

        return runs;
    }
}
