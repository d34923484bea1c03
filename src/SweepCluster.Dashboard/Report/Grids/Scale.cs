namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>Where a metric's numbers lie along an axis: at logarithms, or at themselves if one is negative.</summary>
internal sealed class Scale
{
    private const int MostTicks = 8;
    private const double LeastShare = 0.01;

    // What 0 counts as among logarithms; null if numbers lie at themselves.
    private readonly double? _least;

    private Scale(double? least) => _least = least;

    /// <summary>Whether numbers lie at their logarithms to base ten.</summary>
    public bool IsLogarithmic => _least is not null;

    /// <summary>The scale for some numbers.</summary>
    public static Scale Of(IReadOnlyCollection<double> values) =>
        new(values.Any(value => value < 0 && double.IsFinite(value)) ? null : Numbers.LeastPositive(values));

    /// <summary>Where a number lies; null if it is not finite.</summary>
    public double? At(double value) => !double.IsFinite(value) ? null
        : _least is { } least ? Numbers.Log(value, least)
        : value;

    /// <summary>At most about eight ticks of a range, with their words.</summary>
    /// <param name="low">Where the least number lies.</param>
    /// <param name="high">Where the greatest lies.</param>
    public (double[] At, string[] Words) Ticks(double low, double high)
    {
        if (IsLogarithmic)
            return Numbers.LogTicks(low, high);
        (low, high) = Widened(low, high);
        var step = Step((high - low) / MostTicks);
        var first = Math.Floor(low / step);
        double[] at = [.. Enumerable.Range(0, (int)(Math.Ceiling(high / step) - first) + 1)
            .Select(i => (first + i) * step)];
        return (at, [.. at.Select(Numbers.Exact)]);
    }

    /// <summary>Widens a range that is too narrow: numbers that hardly differ make a flat line, not noise.</summary>
    public (double Low, double High) Widened(double low, double high)
    {
        if (IsLogarithmic)
            return Numbers.Widened(low, high);
        var least = LeastShare * Math.Max(Math.Abs(low), Math.Abs(high));
        var room = Math.Max(0, ((least == 0 ? 1 : least) - (high - low)) / 2);
        return (low - room, high + room);
    }

    // The next of 1, 2, 5, 10, 20 ...
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    }
}
