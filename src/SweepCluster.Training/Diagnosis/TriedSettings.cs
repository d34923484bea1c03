using System.Globalization;

namespace SweepCluster.Training.Diagnosis;

/// <summary>Other settings of a trial, as they are tried to mend it.</summary>
public static class TriedSettings
{
    /// <summary>More epochs than this are not practical.</summary>
    public const int MostEpochs = 1_000_000;

    /// <summary>A number to two digits, as people write settings.</summary>
    public static double TwoDigits(double number) =>
        double.Parse(number.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>How far one setting is from another, as a factor of at least 1; infinite from or to 0.</summary>
    public static double Factor(double one, double other) => Math.Max(one, other) / Math.Min(one, other);
}
