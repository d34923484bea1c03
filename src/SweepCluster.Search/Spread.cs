using System.Globalization;

namespace SweepCluster.Search;

/// <summary>Points spread evenly over an interval.</summary>
internal static class Spread
{
    /// <summary>Point <paramref name="index"/> of <paramref name="points"/> from low to high, both included.</summary>
    public static double At(double low, double high, int index, int points) =>
        points == 1 ? low : low + (high - low) * index / (points - 1);

    /// <summary>To 12 significant digits.</summary>
    /// <remarks>
    /// So that a decade is 0.001 and not 0.0010000000000000002, and so that the last bit of a C library's exp and log,
    /// which differs from machine to machine, never reaches a result.
    /// </remarks>
    public static double Round(double value) =>
        double.Parse(value.ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
