using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SweepCluster.Search.Numerics;

/// <summary>Sums over arrays, four numbers at a time whatever the machine.</summary>
/// <remarks>
/// The order of summation is fixed: four sums of four lanes each, then what is left. A machine without vectors of this
/// width computes the same lanes one by one, so the bits are the same.
/// </remarks>
internal static class Vectors
{
    /// <summary>Lanes of a vector.</summary>
    public const int Lanes = 4;

    /// <summary>A length rounded up to whole vectors.</summary>
    public static int Padded(int length) => (length + Lanes - 1) & -Lanes;

    /// <summary>The sum of products.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(other[..one.Length]);
        var (sum0, sum1, sum2, sum3) =
            (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= one.Length - 4 * Lanes; i += 4 * Lanes)
        {
            sum0 += Load(ref a, i) * Load(ref b, i);
            sum1 += Load(ref a, i + 4) * Load(ref b, i + 4);
            sum2 += Load(ref a, i + 8) * Load(ref b, i + 8);
            sum3 += Load(ref a, i + 12) * Load(ref b, i + 12);
        }

        for (; i <= one.Length - Lanes; i += Lanes)
            sum0 += Load(ref a, i) * Load(ref b, i);
        var sum = Sum((sum0 + sum1) + (sum2 + sum3));
        for (; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    /// <summary>Subtracts the multiple of one array from another.</summary>
    public static void SubtractScaled(Span<double> from, double factor, ReadOnlySpan<double> other)
    {
        ref var a = ref MemoryMarshal.GetReference(from);
        ref var b = ref MemoryMarshal.GetReference(other[..from.Length]);
        var factors = Vector256.Create(factor);
        var i = 0;
        for (; i <= from.Length - Lanes; i += Lanes)
            (Load(ref a, i) - factors * Load(ref b, i)).StoreUnsafe(ref a, (nuint)i);
        for (; i < from.Length; i++)
            from[i] -= factor * other[i];
    }

    /// <summary>The lanes of a vector.</summary>
    public static Vector256<double> Load(ref double start, int at) => Vector256.LoadUnsafe(ref start, (nuint)at);

    /// <summary>The sum of the lanes, in pairs.</summary>
    public static double Sum(Vector256<double> lanes) =>
        (lanes.GetElement(0) + lanes.GetElement(1)) + (lanes.GetElement(2) + lanes.GetElement(3));
}
