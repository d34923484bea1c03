using System.Globalization;

namespace SweepCluster.Sweeps.Planning;

/// <summary>How many of something per second, in words.</summary>
public static class RateWords
{
    private static readonly string[] Thousands = ["", " k", " M", " G", " T"];

    /// <summary>A rate in three figures at most, such as 1.2 k, 310 M or 4.05 G; 0 for none.</summary>
    public static string Of(double perSecond)
    {
        var power = perSecond < 1000 ? 0 : Math.Min((int)(Math.Log10(perSecond) / 3), Thousands.Length - 1);
        var digits = perSecond / Math.Pow(1000, power);
        return $"{digits.ToString(digits < 100 ? "G3" : "F0", CultureInfo.InvariantCulture)}{Thousands[power]}";
    }
}
