using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SweepCluster.Training.LeastSquares;

/// <summary>Sums over lines of numbers.</summary>
/// <remarks>
/// A vector is four numbers here on every processor, and nothing is fused, so the bits are the same everywhere.
/// </remarks>
internal static class Lines
{
    /// <summary>Σ x·y: sixteen sums side by side, added up in a fixed order.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var left = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var right = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var (a, b, c, d) =
            (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 4 <= left.Length; i += 4)
        {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }

        for (; i < left.Length; i++) a += left[i] * right[i];
        var sums = a + b + (c + d);
        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (var rest = 4 * left.Length; rest < x.Length; rest++) sum += x[rest] * y[rest];
        return sum;
    }

    /// <summary>y += factor·x, number by number.</summary>
    public static void Add(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        var from = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var to = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var factors = Vector256.Create(factor);
        for (var i = 0; i < from.Length; i++) to[i] += factors * from[i];
        for (var rest = 4 * from.Length; rest < x.Length; rest++) y[rest] += factor * x[rest];
    }

    /// <summary>The root of Σ x², even if a square alone would be too large or too small for a number.</summary>
    public static double Length(ReadOnlySpan<double> x)
    {
        var largest = 0.0;
        foreach (var number in x) largest = Math.Max(largest, Math.Abs(number));
        if (!(largest > 0) || !double.IsFinite(largest)) return largest;
        var exponent = Math.ILogB(largest);
        var sum = 0.0;
        foreach (var number in x) sum += Math.ScaleB(number, -exponent) * Math.ScaleB(number, -exponent);
        return Math.ScaleB(Math.Sqrt(sum), exponent);
    }

    /// <summary>The root of the mean of x², however large or small the numbers are.</summary>
    public static double RootMeanSquare(IReadOnlyList<double> x)
    {
        var mean = x.Average(number => number * number);
        return mean is > 1e-280 and < 1e280 ? Math.Sqrt(mean) : Length([.. x]) / Math.Sqrt(x.Count);
    }
}
