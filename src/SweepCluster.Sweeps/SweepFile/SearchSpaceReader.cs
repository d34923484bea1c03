using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Hocon;
using SweepCluster.Sweeps.Space;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>An axis and where it stands.</summary>
internal sealed record FoundAxis(Axis Axis, Origin Origin);

/// <summary>The search space as the file describes it.</summary>
/// <param name="Block">Its block.</param>
/// <param name="Keys">The settings that are axes, the wrong ones too.</param>
/// <param name="Axes">The axes that are right.</param>
internal sealed record SearchSpaceReading(
    Block Block, ImmutableHashSet<SettingKey> Keys, ImmutableArray<FoundAxis> Axes);

/// <summary>Reads the <c>search-space</c> block.</summary>
internal static class SearchSpaceReader
{
    /// <summary>Reads the block.</summary>
    /// <param name="space">The block.</param>
    /// <param name="isGrid">Whether every axis needs a number of points.</param>
    public static SearchSpaceReading Read(Block space, bool isGrid)
    {
        var keys = ImmutableHashSet.CreateBuilder<SettingKey>();
        var axes = ImmutableArray.CreateBuilder<FoundAxis>();
        foreach (var field in space.OnlyKnownKeys().Fields)
        {
            if (!SettingNames.Keys.TryRead(field.Key, out var key))
                continue;
            keys.Add(key);
            if (new AxisReader(space, key, isGrid).Read(field) is { } range)
                axes.Add(new FoundAxis(new Axis(key, range), field.Origin));
        }

        return new SearchSpaceReading(space, keys.ToImmutable(), axes.ToImmutable());
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
                found.Axis.Key.Kebab(), found.Origin, $"{TooMany}, from here on: write fewer points or fewer repeats");
            return;
        }
    }

    private static string TooMany =>
        $"more than {SearchSpace.MostTrials.ToString(CultureInfo.InvariantCulture)} trials, as many as results can hold";
}
