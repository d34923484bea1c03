using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Lays out the trials of a round: those that can share a pack lie together.</summary>
/// <remarks>
/// The order of all trials does not depend on which were proposed together. If that is up to chance, as with samplers
/// that learn, trials keep the order of their ids, and only neighbours share packs. With a scheduler, what trials come
/// to does not depend on their order.
/// </remarks>
public static class RoundLayout
{
    /// <summary>The configurations of a round that rests on no results: enough to fill large packs.</summary>
    public const int LargestRound = 4096;

    /// <summary>The round of some trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="firstPlace">The place of the first one in the training order.</param>
    /// <param name="trials">The trials, by id.</param>
    public static Round Of(SweepSpec spec, long firstPlace, IEnumerable<Trial> trials)
    {
        var shared = SharedAxes(spec);
        var groups = spec.Search is { IsInOrder: true, Scheduler: null }
            ? Runs(trials, trial => KeyOf(trial, shared))
            : [.. trials.GroupBy(trial => KeyOf(trial, shared)).Select(group => group.ToList())];
        return new Round(
            firstPlace,
            [.. groups.SelectMany(group => group).Select((trial, i) => trial with { Place = firstPlace + i })],
            [.. groups.Select(group => group.Count)]);
    }

    private static ImmutableArray<int> SharedAxes(SweepSpec spec) =>
    [
        .. Enumerable.Range(0, spec.SearchSpace.Parameters.Length)
            .Where(i => !spec.Objective.LaneParameters.Contains(spec.SearchSpace.Parameters[i].Name)),
    ];

    private static string KeyOf(Trial trial, ImmutableArray<int> shared) =>
        string.Join('\n', shared.Select(axis => trial.Configuration.Values[axis].ToString())
            .Append($"{trial.Repeat}").Append($"{trial.Steps}"));

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
