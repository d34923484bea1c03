using MathNet.Numerics.Random;

namespace SweepCluster.Training.Randomness;

/// <summary>Standard normal numbers that are the same, bit for bit, on every machine.</summary>
/// <remarks>
/// Ratio of uniforms (Kinderman and Monahan 1977) with the bounds of Leva, ACM TOMS 18 (1992) 449. Only arithmetic makes
/// the number; the logarithm, whose last bit differs between C libraries, merely decides whether it is taken.
/// </remarks>
public static class NormalDeviates
{
    /// <summary>The next number with mean 0 and standard deviation 1.</summary>
    public static double Next(RandomSource random)
    {
        while (true)
        {
            var u = 1 - random.NextDouble();
            var v = 1.7156 * (random.NextDouble() - 0.5);
            if (IsTaken(u, v)) return v / u;
        }
    }

    private static bool IsTaken(double u, double v)
    {
        var x = u - 0.449871;
        var y = Math.Abs(v) + 0.386595;
        var q = x * x + y * (0.19600 * y - 0.25472 * x);
        return q < 0.27597 || (q <= 0.27846 && v * v <= -4 * u * u * Math.Log(u));
    }
}
