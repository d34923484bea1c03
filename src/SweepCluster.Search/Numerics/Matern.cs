using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SweepCluster.Search.Numerics;

/// <summary>The Matérn covariance of smoothness 5/2.</summary>
/// <remarks>(1 + r + r²/3) exp(-r), where r² is 5 times the squared distance; within 1e-15 of the true value.</remarks>
internal static class Matern
{
    private const double InverseLn2 = 1.4426950408889634074;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Added to a number, it leaves the nearest whole number in the lowest bits.
    private const double Rounding = 6755399441055744.0;
    private const double Least = -700;

    private static readonly double[] Factorials = Inverses();

    /// <summary>Turns squared distances into covariances.</summary>
    /// <param name="distances">Squared distances, as many as fill vectors.</param>
    /// <param name="slopes">Takes the derivatives by half the negative squared distance; empty if not needed.</param>
    public static void Apply(Span<double> distances, Span<double> slopes)
    {
        ref var start = ref MemoryMarshal.GetReference(distances);
        ref var slope = ref MemoryMarshal.GetReference(slopes);
        var (one, third) = (Vector256<double>.One, Vector256.Create(1 / 3.0));
        for (var i = 0; i < distances.Length; i += Vectors.Lanes)
        {
            var r = Vector256.Sqrt(Vector256.Create(5.0) * Vectors.Load(ref start, i));
            var e = Exp(-r);
            ((one + r + r * r * third) * e).StoreUnsafe(ref start, (nuint)i);
            if (!slopes.IsEmpty)
                (Vector256.Create(5 / 3.0) * (one + r) * e).StoreUnsafe(ref slope, (nuint)i);
        }
    }

    // Of numbers that are not above 0.
    private static Vector256<double> Exp(Vector256<double> x)
    {
        x = Vector256.ConditionalSelect(
            Vector256.GreaterThan(x, Vector256.Create(Least)), x, Vector256.Create(Least));
        var rounding = Vector256.Create(Rounding);
        var shifted = x * Vector256.Create(InverseLn2) + rounding;
        var exponent = shifted - rounding;
        var rest = x - exponent * Vector256.Create(Ln2High) - exponent * Vector256.Create(Ln2Low);
        var sum = Vector256.Create(Factorials[^1]);
        for (var i = Factorials.Length - 2; i >= 0; i--)
            sum = sum * rest + Vector256.Create(Factorials[i]);
        return (sum.AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    private static double[] Inverses()
    {
        var inverses = new double[14];
        inverses[0] = 1;
        for (var (i, factorial) = (1, 1.0); i < inverses.Length; i++)
            inverses[i] = 1 / (factorial *= i);
        return inverses;
    }
}
