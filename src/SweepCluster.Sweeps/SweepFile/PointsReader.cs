using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads configurations that are to be tried before a sampler proposes any.</summary>
/// <param name="Sweep">The sweep's block.</param>
/// <param name="Space">The search space as read.</param>
/// <param name="Rules">What its values must look like.</param>
internal sealed record PointsReader(Block Sweep, SearchSpaceReading Space, IParameterRules Rules)
{
    private const string Key = "points";
    private const string Right = "a list of configurations, such as [{ learning-rate = 0.01, batch-size = 32 }]";

    /// <summary>The points, a value per parameter; those that are wrong have been reported.</summary>
    public ImmutableArray<ImmutableArray<SettingValue>> Read()
    {
        if (Sweep.Find(Key) is not { Value: not HoconBroken } field)
            return [];
        if (field.Value is not HoconArray list)
        {
            Sweep.Refuse(Key, field.Origin, $"found {NodeText.Of(field.Value)}: write {Right}");
            return [];
        }

        if (list.Items.Length > SamplerCatalog.MostGiven)
        {
            Sweep.Refuse(Key, field.Origin, $"{list.Items.Length} points: write at most {SamplerCatalog.MostGiven}");
            return [];
        }

        return [.. list.Items.Select(Read).OfType<ImmutableArray<SettingValue>>()];
    }

    private ImmutableArray<SettingValue>? Read(HoconNode item)
    {
        if (item is not HoconObject point)
        {
            if (item is not HoconBroken)
                Sweep.Refuse(Key, item.Origin, $"found {NodeText.Of(item)}: write {Right}");
            return null;
        }

        foreach (var field in point.Fields.Where(field => !Space.Keys.Contains(field.Key)))
            Sweep.Refuse(Key, field.Origin, $"{field.Key} is no axis of the search space: leave it out");
        SettingValue?[] values = [.. Space.Axes.Select(found => Value(point, found.Axis))];
        return values.All(value => value is not null) ? [.. values.Select(value => value!)] : null;
    }

    private SettingValue? Value(HoconObject point, Parameter axis)
    {
        if (point.Find(axis.Name) is not { } field)
        {
            if (axis.When is not null)
                return SettingValue.None;
            Sweep.Refuse(Key, point.Origin, $"{axis.Name} is missing: a point has a value for each axis");
            return null;
        }

        var found = Sweep.Read(Key, field.Value, Rules.ParserOf(axis.Name), SettingValue.None);
        if (!found.IsSound)
            return null;
        if (axis.Domain.Contains(found.Value))
            return found.Value;
        Sweep.Refuse(Key, field.Origin, $"{axis.Name} = {found.Value} lies outside its axis");
        return null;
    }
}
