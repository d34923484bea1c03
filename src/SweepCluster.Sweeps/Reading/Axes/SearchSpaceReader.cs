using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading.Axes;

/// <summary>Reads the <c>search-space</c> block.</summary>
internal static class SearchSpaceReader
{
    /// <summary>Reads the block.</summary>
    /// <param name="space">The block.</param>
    /// <param name="rules">What may be an axis.</param>
    /// <param name="isGrid">Whether every axis needs a number of points.</param>
    public static SearchSpaceReading Read(Block space, IParameterRules rules, bool isGrid)
    {
        var keys = ImmutableHashSet.CreateBuilder<string>();
        var axes = ImmutableArray.CreateBuilder<FoundAxis>();
        foreach (var field in space.OnlyKnownKeys().Fields)
        {
            if (!space.Knows(field.Key))
                continue;
            keys.Add(field.Key);
            if (new AxisReader(space, field.Key, rules, isGrid).Read(field) is { } domain)
                axes.Add(new FoundAxis(new Parameter(field.Key, domain), field.Origin));
        }

        var isSound = new ConditionsReader(space, rules).ReadInto(axes) && axes.Count == keys.Count;
        return new SearchSpaceReading(space, keys.ToImmutable(), axes.ToImmutable(), isSound);
    }

    /// <summary>Refuses a sweep of more trials than its results can hold.</summary>
    /// <param name="sweep">The sweep's block.</param>
    /// <param name="space">Its search space.</param>
    /// <param name="repeats">Trials per configuration.</param>
    public static void CheckSize(Block sweep, SearchSpaceReading space, Found<int> repeats)
    {
        var trials = (UInt128)repeats.Value;
        if (trials > (UInt128)SearchSpace.MostTrials)
        {
            sweep.Refuse("repeats", repeats.Origin, $"{TooMany}: write fewer repeats");
            return;
        }

        foreach (var found in space.Axes)
        {
            trials *= (UInt128)found.Axis.Count;
            if (trials <= (UInt128)SearchSpace.MostTrials)
                continue;
            space.Block.Refuse(
                found.Axis.Name, found.Origin, $"{TooMany}, from here on: write fewer points or fewer repeats");
            return;
        }
    }

    private static string TooMany => string.Create(
        CultureInfo.InvariantCulture, $"more than {SearchSpace.MostTrials} trials, as many as results can hold");
}
