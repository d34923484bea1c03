using System.Globalization;

namespace SweepCluster.Sweeps.Planning;

/// <summary>Counts, sizes and times as people read them, however large they are.</summary>
public static class Quantities
{
    private const double DaysPerYear = 365.25;

    private static readonly string[] Sizes = ["MB", "GB", "TB", "PB", "EB"];

    /// <summary>A count: 1,234,567 or 4.6 × 10^18.</summary>
    public static string Count(double value)
    {
        if (!(value >= 1e12)) return value.ToString("#,0", CultureInfo.InvariantCulture);
        if (double.IsInfinity(value)) return "more than 10^308";
        var power = (int)Math.Floor(Math.Log10(value));
        var digits = value / Math.Pow(10, power);
        if (digits >= 9.95) (digits, power) = (1, power + 1);
        return $"{digits.ToString("0.0", CultureInfo.InvariantCulture)} × 10^{power}";
    }

    /// <summary>A size: 152 MB, 36.5 GB, 1,240 EB.</summary>
    public static string Size(double bytes)
    {
        var (value, unit) = (bytes / 1e6, 0);
        for (; value >= 999.5 && unit < Sizes.Length - 1; unit++) value /= 1000;
        return unit > 0 && value < 99.95
            ? $"{value.ToString("0.#", CultureInfo.InvariantCulture)} {Sizes[unit]}"
            : $"{Count(value)} {Sizes[unit]}";
    }

    /// <summary>A time: about 40 seconds, about 4.8 million years.</summary>
    public static string Time(double seconds)
    {
        var years = seconds / 86_400 / DaysPerYear;
        return seconds switch
        {
            < 1 => "less than a second",
            < 120 => About(seconds, "seconds", "0"),
            < 7200 => About(seconds / 60, "minutes", "0"),
            < 172_800 => About(seconds / 3600, "hours"),
            _ when years < 2 => About(seconds / 86_400, "days", seconds < 100 * 86_400 ? "0.#" : "0"),
            _ when years < 10 => About(years, "years"),
            _ when years < 1e4 => About(years, "years", "#,0"),
            _ when years < 1e6 => About(years / 1e3, "thousand years", "#,0"),
            _ when years < 1e9 => About(years / 1e6, "million years"),
            _ => "more than a billion years",
        };
    }

    private static string About(double value, string unit, string format = "0.#") =>
        $"about {value.ToString(format, CultureInfo.InvariantCulture)} {unit}";
}
