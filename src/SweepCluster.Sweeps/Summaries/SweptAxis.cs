using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>A parameter with the values that trials have of it: those of a grid, or those that were proposed.</summary>
public sealed class SweptAxis
{
    private readonly Func<long, int> _pointOf;
    private readonly Func<int, SettingValue> _valueAt;

    private SweptAxis(Parameter parameter, int count, Func<int, SettingValue> valueAt, Func<long, int> pointOf) =>
        (Parameter, Count, _valueAt, _pointOf) = (parameter, count, valueAt, pointOf);

    /// <summary>The parameter.</summary>
    public Parameter Parameter { get; }

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>The value at a point, from 0.</summary>
    public SettingValue this[int point] => _valueAt(point);

    /// <summary>The point of a trial, which must have been proposed.</summary>
    public int PointOf(long trialId) => _pointOf(trialId);

    /// <summary>The parameters of a sweep, in the order of the file.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="order">The order of its trials.</param>
    public static ImmutableArray<SweptAxis> Of(SweepSpec spec, TrialOrder order) =>
        spec.Search.IsGrid ? OfGrid(spec) : OfProposed(spec, (ProposedOrder)order);

    private static ImmutableArray<SweptAxis> OfGrid(SweepSpec spec)
    {
        var axes = ImmutableArray.CreateBuilder<SweptAxis>();
        var stride = (long)spec.Repeats;
        foreach (var parameter in spec.SearchSpace.Parameters.Reverse())
        {
            var (apart, count) = (stride, parameter.Count);
            axes.Insert(0, new(parameter, count, point => parameter[point], id => (int)(id / apart % count)));
            stride *= count;
        }

        return axes.ToImmutable();
    }

    private static ImmutableArray<SweptAxis> OfProposed(SweepSpec spec, ProposedOrder order)
    {
        var configurations = Enumerable.Range(0, (int)(order.Known / spec.Repeats))
            .Select(index => order.OfId((long)index * spec.Repeats).Configuration.Values).ToList();
        return [.. spec.SearchSpace.Parameters.Select((parameter, i) => OfValues(
            parameter, [.. configurations.Select(values => values[i])], spec.Repeats))];
    }

    private static SweptAxis OfValues(Parameter parameter, ImmutableArray<SettingValue> values, int repeats)
    {
        SettingValue[] distinct = [.. values.Distinct().OrderBy(value => Rank(parameter, value))];
        var points = distinct.Select((value, point) => (value, point)).ToDictionary();
        return new(
            parameter, distinct.Length, point => distinct[point], id => points[values[(int)(id / repeats)]]);
    }

    // Words in the order of the file; a parameter that does not apply comes first.
    private static double Rank(Parameter parameter, SettingValue value) =>
        value.IsNone ? double.NegativeInfinity
        : value.IsWord && parameter.Domain is Domain.Choice choice ? choice.Values.IndexOf(value)
        : value.Number;
}
