using System.Globalization;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Two numbers that a sentence compares, in as few digits as tell them apart: four, or more.</summary>
internal static class NumberPair
{
    /// <summary>Both as text; the same only if the numbers are.</summary>
    public static (string First, string Second) Of(double first, double second)
    {
        for (var digits = 4; digits < 17; digits++)
        {
            var pair = (Digits(first, digits), Digits(second, digits));
            if (pair.Item1 != pair.Item2)
                return pair;
        }

        return (Digits(first, 17), Digits(second, 17));
    }

    private static string Digits(double number, int digits) =>
        number.ToString($"G{digits}", CultureInfo.InvariantCulture);
}
