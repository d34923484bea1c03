using MathNet.Numerics.Random;

namespace SweepCluster.Training.Randomness;

/// <summary>Standard normal deviates whose values are the same bits on every platform.</summary>
/// <remarks>
/// Ratio of uniforms with quadratic bounds (J. L. Leva 1992, ACM TOMS 18(4), 449). C libraries differ in the last bit
/// of log; here log only decides on acceptance, so it does not affect the value as it would with Box and Muller.
/// </remarks>
public static class NormalDeviates
{
    /// <summary>Draws a deviate with mean 0 and standard deviation 1.</summary>
    public static double Next(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var u = 1 - random.NextDouble(); // in (0, 1]: u divides
            var v = 1.7156 * (random.NextDouble() - 0.5);
            if (IsAccepted(u, v))
                return v / u;
        }
    }

    private static bool IsAccepted(double u, double v)
    {
        var x = u - 0.449871;
        var y = Math.Abs(v) + 0.386595;
        var q = x * x + y * (0.19600 * y - 0.25472 * x);
        return q < 0.27597 || (q <= 0.27846 && v * v <= -4 * u * u * Math.Log(u));
    }
}
