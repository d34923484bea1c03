using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Hocon;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads how configurations are chosen from the search space.</summary>
/// <param name="Sweep">The sweep's block.</param>
internal sealed record SearchReader(Block Sweep)
{
    private static readonly ImmutableArray<string> Samplers = [SearchRules.GridWord, .. SamplerCatalog.Words];

    /// <summary>The sampler's word.</summary>
    public Found<string> Sampler { get; } = Sweep.Read("sampler", ValueParsers.Word(Samplers), SearchRules.GridWord);

    /// <summary>Whether every axis needs a number of points.</summary>
    public bool IsGrid => Sampler.Value == SearchRules.GridWord;

    /// <summary>The rules; what it returns counts only if no problem was reported.</summary>
    /// <param name="space">The search space as read.</param>
    /// <param name="rules">What its values must look like.</param>
    /// <param name="objective">What its trials are.</param>
    /// <param name="repeats">Trials per configuration.</param>
    public SearchRules Read(
        SearchSpaceReading space, IParameterRules rules, ObjectiveSpec objective, Found<int> repeats)
    {
        var scheduler = new SchedulerReader(Sweep).Read(objective);
        var all = space.IsSound ? space.Space.DistinctCount : null;
        var parallel = Sweep.Read("parallel", ValueParsers.Whole(1, 10_000), objective.Parallel).Value;
        if (IsGrid)
            return OfGrid(space, all, scheduler, parallel, repeats);
        var trials = Sweep.Require("trials", ValueParsers.Whole(1), 1, "trials = 100, the number of configurations");
        CheckSize("trials", trials.Origin, trials.Value, repeats);
        // A space with fewer configurations is exhausted sooner.
        return new SearchRules(
            Sampler.Value,
            Math.Min(trials.Value, all ?? long.MaxValue),
            parallel,
            new PointsReader(Sweep, space, rules).Read())
        { Scheduler = scheduler };
    }

    private void CheckSize(string key, Origin origin, long configurations, Found<int> repeats)
    {
        var most = SearchSpace.MostTrials / repeats.Value;
        if (configurations > most)
            Sweep.Refuse(key, origin, string.Create(
                CultureInfo.InvariantCulture,
                $"{configurations} configurations are more than results can hold: no more than {most} can be run"));
    }

    private SearchRules OfGrid(
        SearchSpaceReading space, long? all, SchedulerRules? scheduler, int parallel, Found<int> repeats)
    {
        string[] keys = scheduler is null ? ["trials", "parallel", "points"] : ["trials", "points"];
        foreach (var key in keys)
        {
            if (Sweep.Find(key) is { Value: not HoconBroken } given)
                Sweep.Refuse(key, given.Origin,
                    "a grid runs all its points: leave it out, or write another sampler, such as sampler = auto");
        }

        if (!space.HasConditions && scheduler is null)
            return SearchRules.Grid;
        var configurations = all ?? 1;
        CheckSize("search-space", space.Block.Origin, configurations, repeats);
        return SearchRules.Grid with
        {
            Trials = configurations,
            Scheduler = scheduler,
            Parallel = scheduler is null ? SearchRules.Grid.Parallel : parallel,
        };
    }
}
