using System.Globalization;
using SweepCluster.Problems;

namespace SweepCluster.Training.Data.Csv;

/// <summary>Reads the number in a cell.</summary>
internal static class CsvNumber
{
    // Squares of larger numbers, summed, would leave the range of a double.
    private const double Largest = 1e100;

    /// <summary>The number.</summary>
    /// <param name="cell">The cell; invariant culture.</param>
    /// <param name="problem">What is wrong with it; null if nothing is.</param>
    public static double Read(string cell, out string? problem)
    {
        // The platform ignores NUL characters after a number.
        var isNumber = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && !cell.Contains('\0');
        problem = !isNumber ? NoNumber(cell)
            : !double.IsFinite(number) ? $"'{Shown.Plain(cell)}' is not finite; a finite number is needed"
            : Math.Abs(number) > Largest ? $"{Shown.Plain(cell)} is too large; at most {Largest} in size is needed"
            : null;
        return number;
    }

    private static string NoNumber(string cell)
    {
        if (cell.Length == 0) return "is empty; a number is needed";
        var why = cell.Contains(ForeignText.Replaced) ? $"; {ForeignText.NotUtf8}"
            : OddLetter.In(cell) is { } odd ? $"; it holds {odd.Name}: {odd.Advice}"
            : HasCommas(cell) ? "; write it with a decimal point and without commas"
            : "";
        return $"'{Shown.Plain(cell)}' is not a number{why}";
    }

    private static bool HasCommas(string cell) => cell.Contains(',') && double.TryParse(
        cell.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
