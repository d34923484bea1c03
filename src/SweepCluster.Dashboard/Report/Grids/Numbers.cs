using System.Globalization;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>Formats numbers for people, and computes the ticks of logarithmic axes.</summary>
internal static class Numbers
{
    private const double LeastLogs = 0.01;
    private const double NarrowLogs = 0.1;

    /// <summary>To three digits; a number that is not finite as a word.</summary>
    public static string Short(double value) => Written(value, "G3", "0.##e+0");

    /// <summary>To five digits, for when three do not tell neighbours apart.</summary>
    public static string Exact(double value) => Written(value, "G5", "0.####e+0");

    /// <summary>Short enough for a cell of a map.</summary>
    public static string Tiny(double value) => Written(value, "G3", "0.#e+0");

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) =>
        share.ToString(share < 0.0995 ? "0.#%" : "0%", CultureInfo.InvariantCulture);

    /// <summary>The logarithm to base ten, to four decimals; null for a number that has none.</summary>
    /// <param name="value">The number.</param>
    /// <param name="least">What 0 and less count as; greater than 0.</param>
    public static double? Log(double value, double least) =>
        double.IsFinite(value) ? Math.Round(Math.Log10(Math.Max(value, least)), 4) : null;

    /// <summary>The least positive finite number; 1 if there is none.</summary>
    public static double LeastPositive(IEnumerable<double> values) =>
        values.Where(value => value > 0 && double.IsFinite(value)).DefaultIfEmpty(1).Min();

    /// <summary>
    /// At most about eight ticks for logarithms to base ten: whole powers, and more between them in a short range.
    /// </summary>
    public static (double[] At, string[] Words) LogTicks(double low, double high)
    {
        (low, high) = Widened(low, high);
        double[] steps = high - low < 0.7 ? [0, 1, 2, 3, 4, 5] : high - low < 2 ? [1, 2, 5] : [1];
        if (steps.Length == 6)
        {
            double[] spread = [.. steps.Select(step => low + (high - low) * step / 5)];
            Func<double, string> word = high - low < NarrowLogs ? Exact : Short;
            return (spread, [.. spread.Select(at => word(Math.Pow(10, at)))]);
        }

        var stride = Math.Max(1, (int)Math.Ceiling((high - low) / 8));
        double[] at = [.. Enumerable.Range((int)Math.Floor(low), (int)(Math.Ceiling(high) - Math.Floor(low)) + 1)
            .Where(power => power % stride == 0)
            .SelectMany(power => steps.Select(step => power + Math.Log10(step)))];
        return (at, [.. at.Select(tick => Short(Math.Pow(10, tick)))]);
    }

    /// <summary>
    /// Widens a range of logarithms that is too narrow: values that hardly differ must make a flat line, not noise.
    /// </summary>
    public static (double Low, double High) Widened(double low, double high)
    {
        var room = Math.Max(0, (LeastLogs - (high - low)) / 2);
        return (low - room, high + room);
    }

    private static string Written(double value, string plain, string scientific)
    {
        var size = Math.Abs(value);
        var isPlain = size is 0 or (>= 1e-3 and < 1e4) || !double.IsFinite(size);
        return value.ToString(isPlain ? plain : scientific, CultureInfo.InvariantCulture);
    }
}
