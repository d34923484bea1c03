using SweepCluster.Search.Numerics;

namespace SweepCluster.Search;

/// <summary>The values of a domain as points of [0, 1].</summary>
/// <remarks>
/// Points of a grid, whole numbers and listed values have equal shares of the interval, whole numbers whose logarithms
/// are spread those from half below to half above; numbers lie by their size, whatever the order of a list. Values are
/// rounded as those of a grid, so that there and back is the same value.
/// </remarks>
public static class UnitInterval
{
    /// <summary>How many values a domain has; null if it is continuous.</summary>
    public static long? Size(this Domain domain) => domain is Domain.Interval { IsContinuous: true } ends
        ? WholeEnds(ends) is var (low, high) ? (long)(high - low) + 1 : ends.Low == ends.High ? 1 : null
        : domain.Count;

    /// <summary>The value at a position, from 0 to <see cref="Size"/>, by size if it is a number.</summary>
    public static SettingValue ValueAt(this Domain domain, long position) => domain switch
    {
        Domain.Interval { IsContinuous: true } ends =>
            SettingValue.Of(WholeEnds(ends) is var (low, _) ? low + position : ends.Low),
        Domain.Choice { IsWord: false } choice => Sorted(choice)[(int)position],
        _ => domain[(int)position],
    };

    /// <summary>The value at a point of [0, 1].</summary>
    public static SettingValue FromUnit(this Domain domain, double point)
    {
        if (domain is Domain.Interval { IsContinuous: true } ends && (domain.Size() is null || IsLogarithmic(domain)))
            return OfScale(ends, point);
        var size = domain.Size()!.Value;
        return domain.ValueAt(Math.Clamp((long)(point * size), 0, size - 1));
    }

    /// <summary>The point of [0, 1] of a value; of one that the domain does not have, between its neighbours.</summary>
    public static double ToUnit(this Domain domain, SettingValue value)
    {
        if (domain is Domain.Choice choice)
            return (Math.Max(PositionOf(choice, value), 0) + 0.5) / choice.Count;
        var ends = (Domain.Interval)domain;
        if (ends.IsContinuous)
            return ShareBelow(ends, value.Number);
        var position = PositionOf(ends, value.Number);
        return (Math.Clamp(position, 0, ends.Points - 1) + 0.5) / ends.Points;
    }

    private static SettingValue OfScale(Domain.Interval ends, double point)
    {
        var (from, to) = Scale(ends);
        var at = from + Math.Clamp(point, 0, 1) * (to - from);
        var value = IsLogarithmic(ends) ? Elementary.Exp(at) : at;
        return SettingValue.Of(WholeEnds(ends) is var (low, high)
            ? Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), low, high)
            : Math.Clamp(Spread.Round(value), ends.Low, ends.High));
    }

    private static double ShareBelow(Domain.Interval ends, double value)
    {
        var (from, to) = Scale(ends);
        return to > from ? Math.Clamp((OnScale(ends, value) - from) / (to - from), 0, 1) : 0.5;
    }

    // Whole numbers reach half a step beyond the ends, so that the ends have the same share as the others.
    private static (double From, double To) Scale(Domain.Interval ends)
    {
        var (low, high) = WholeEnds(ends) is var (first, last) ? (first - 0.5, last + 0.5) : (ends.Low, ends.High);
        return (OnScale(ends, low), OnScale(ends, high));
    }

    private static double OnScale(Domain ends, double value) => IsLogarithmic(ends) ? Elementary.Log(value) : value;

    private static bool IsLogarithmic(Domain domain) => domain is Domain.LogUniform or Domain.IntegerLogUniform;

    private static (double Low, double High)? WholeEnds(Domain.Interval ends) =>
        ends.IsWhole ? (Math.Ceiling(ends.Low), Math.Floor(ends.High)) : null;

    private static double PositionOf(Domain.Interval ends, double value)
    {
        if (ends.Points == 1)
            return 0;
        var exact = ends is Domain.Stepped steps
            ? (value - steps.Low) / steps.Step
            : (OnScale(ends, value) - OnScale(ends, ends.Low)) * (ends.Points - 1)
                / (OnScale(ends, ends.High) - OnScale(ends, ends.Low));
        var near = (int)Math.Clamp(Math.Round(exact), 0, ends.Points - 1);
        // Points rounded to whole numbers can lie more than half a step from where they were.
        for (var position = Math.Max(near - 1, 0); position <= Math.Min(near + 1, ends.Points - 1); position++)
        {
            if (ends[position].Number == value)
                return position;
        }

        return exact;
    }

    private static int PositionOf(Domain.Choice choice, SettingValue value) =>
        choice.IsWord ? choice.Values.IndexOf(value) : Array.IndexOf(Sorted(choice), value);

    private static SettingValue[] Sorted(Domain.Choice choice) => [.. choice.Values.OrderBy(value => value.Number)];
}
