using System.Globalization;

namespace SweepCluster.Sweeps.Planning;

/// <summary>How many of something, in words.</summary>
public static class CountWords
{
    /// <summary>Such as 1 trial, 2 trials or 0 trials.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one of them is called; the plural takes an s.</param>
    public static string Of(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
}
