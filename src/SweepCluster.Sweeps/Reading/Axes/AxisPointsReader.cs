using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading.Axes;

/// <summary>Reads how many points an axis has, or how far they lie apart.</summary>
/// <param name="Axis">The axis's block.</param>
/// <param name="Kind">How its values are spread.</param>
/// <param name="IsWhole">Whether they are whole numbers.</param>
/// <param name="IsGrid">Whether it needs a number of points.</param>
internal sealed record AxisPointsReader(Block Axis, string Kind, bool IsWhole, bool IsGrid)
{
    private static ValueParser<double> AnyStep { get; } =
        ValueParsers.Number("a finite number greater than 0", x => x > 0);

    private bool IsEven => Kind is "uniform" or "integer";

    /// <summary>The points; null if something is wrong, which has been reported.</summary>
    public AxisPointsFound? Read() => Axis.Find("step") is null ? Counted() : Stepped();

    private AxisPointsFound? Counted()
    {
        var parser = ValueParsers.Whole(1);
        var needsCount = IsGrid && Kind != "integer";
        var count = needsCount
            ? Axis.Require("count", parser, 1, "count = 5 (the sampler is grid, which needs the number of points)")
            : Axis.Read("count", parser, 1);
        return count.IsSound ? Found(count.IsGiven ? count.Value : null, null) : null;
    }

    private AxisPointsFound? Stepped()
    {
        var origin = Axis.OriginOf("step");
        if (!IsEven)
        {
            Axis.Refuse("step", origin, $"the points of {Kind} are not evenly spread: write count = 5, and no step");
            return null;
        }

        if (Axis.Find("count") is { } count)
            Axis.Refuse("count", count.Origin, "step says how many points there are: leave one of the two out");
        var step = IsWhole
            ? Axis.Read("step", ValueParsers.Whole(1).Select(n => (double)n), 1)
            : Axis.Read("step", AnyStep, 1);
        return step.IsSound ? Found(null, step.Value) : null;
    }

    private AxisPointsFound Found(int? count, double? step) =>
        new(Axis, Kind, count, step, IsGrid) { IsWhole = IsWhole };
}

/// <summary>How many points an axis has, or how far they lie apart.</summary>
/// <param name="Axis">The axis's block.</param>
/// <param name="Kind">How its values are spread.</param>
/// <param name="Count">How many; null if the file does not say.</param>
/// <param name="Step">How far apart; null if the file does not say.</param>
/// <param name="IsGrid">Whether it needs a number of points.</param>
internal sealed record AxisPointsFound(Block Axis, string Kind, int? Count, double? Step, bool IsGrid)
{
    /// <summary>Whether they are whole numbers.</summary>
    public bool IsWhole { get; init; }

    private int Points => Count ?? (IsGrid ? 1 : Domain.Interval.Continuous);

    /// <summary>The points between two ends; null if they are too many or too few, which has been reported.</summary>
    public Domain.Interval? In(double low, double high) =>
        Spread(low, high) is { } domain ? domain with { IsWhole = IsWhole } : null;

    private Domain.Interval? Spread(double low, double high)
    {
        if (Step is { } step)
            return Stepped(low, high, step);
        if (Kind == "integer" && Count is null && high - low >= int.MaxValue)
        {
            Axis.Refuse(Kind, Axis.OriginOf(Kind), "too many numbers for an axis: write count = 5, or other ends");
            return null;
        }

        return Kind switch
        {
            "uniform" => new Domain.Uniform(low, high, Points),
            "log-uniform" => new Domain.LogUniform(low, high, Points),
            "integer" => new Domain.IntegerUniform(low, high, Count ?? (int)(high - low) + 1),
            "log-integer" => new Domain.IntegerLogUniform(low, high, Points),
            _ => throw new InvalidOperationException($"No axis is spread like {Kind}."),
        };
    }

    private Domain.Stepped? Stepped(double low, double high, double step)
    {
        var points = Domain.Stepped.PointsOf(low, high, step);
        if (points is > 1 and < int.MaxValue)
            return new Domain.Stepped(low, high, step);
        Axis.Refuse("step", Axis.OriginOf("step"), points == 1
            ? "no step fits between the two ends: write a smaller one"
            : "too many steps for an axis: write a larger one");
        return null;
    }
}
