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
    private const string None = "none";

    private static readonly ImmutableArray<string> Samplers = [SearchRules.GridWord, .. SamplerCatalog.Words];
    private static readonly ImmutableArray<string> Schedulers = [None, "halving", "hyperband", "median", "asha"];

    /// <summary>The sampler's word.</summary>
    public Found<string> Sampler { get; } = Sweep.Read("sampler", WordOf(Samplers), SearchRules.GridWord);

    /// <summary>Whether every axis needs a number of points.</summary>
    public bool IsGrid => Sampler.Value == SearchRules.GridWord;

    /// <summary>The rules; what it returns counts only if no problem was reported.</summary>
    /// <param name="space">The search space as read.</param>
    /// <param name="rules">What its values must look like.</param>
    /// <param name="parallel">How many configurations a proposal does not wait for, if the file does not say.</param>
    /// <param name="repeats">Trials per configuration.</param>
    public SearchRules Read(SearchSpaceReading space, IParameterRules rules, int parallel, Found<int> repeats)
    {
        CheckScheduler();
        var all = space.IsSound ? space.Space.DistinctCount : null;
        if (IsGrid)
            return OfGrid(space, all, repeats);
        var trials = Sweep.Require("trials", ValueParsers.Whole(1), 1, "trials = 100, the number of configurations");
        CheckSize("trials", trials.Origin, trials.Value, repeats);
        // A space with fewer configurations is exhausted sooner.
        return new SearchRules(
            Sampler.Value,
            Math.Min(trials.Value, all ?? long.MaxValue),
            Sweep.Read("parallel", ValueParsers.Whole(1, 10_000), parallel).Value,
            new PointsReader(Sweep, space, rules).Read());
    }

    private void CheckSize(string key, Origin origin, long configurations, Found<int> repeats)
    {
        var most = SearchSpace.MostTrials / repeats.Value;
        if (configurations > most)
            Sweep.Refuse(key, origin, string.Create(
                CultureInfo.InvariantCulture,
                $"{configurations} configurations are more than results can hold: no more than {most} can be run"));
    }

    private SearchRules OfGrid(SearchSpaceReading space, long? all, Found<int> repeats)
    {
        foreach (var key in new[] { "trials", "parallel", "points" })
        {
            if (Sweep.Find(key) is { Value: not HoconBroken } given)
                Sweep.Refuse(key, given.Origin,
                    "a grid runs all its points: leave it out, or write another sampler, such as sampler = auto");
        }

        if (!space.HasConditions)
            return SearchRules.Grid;
        var configurations = all ?? 1;
        CheckSize("search-space", space.Block.Origin, configurations, repeats);
        return SearchRules.Grid with { Trials = configurations };
    }

    private void CheckScheduler()
    {
        var scheduler = Sweep.Read("scheduler", WordOf(Schedulers), None);
        if (scheduler.Value != None)
            Sweep.Refuse("scheduler", scheduler.Origin, $"{scheduler.Value} is not available yet: write {None}");
    }

    private static ValueParser<string> WordOf(ImmutableArray<string> words) =>
        new(ValueParsers.Listed(words), (HoconScalar s, out string word) =>
        {
            word = s.Text;
            return words.Contains(word);
        })
        { Words = words };
}
