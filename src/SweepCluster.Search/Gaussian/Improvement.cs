using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Gaussian;

/// <summary>The logarithm of the improvement that a point can be expected to bring.</summary>
/// <remarks>Ament et al., "Unexpected improvements to expected improvement", arXiv 2310.20708.</remarks>
internal static class Improvement
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double SqrtHalf = 0.70710678118654752440;
    private const double SqrtHalfPi = 1.2533141373155002512;

    /// <summary>The logarithm of the expected improvement on a value by a normal one.</summary>
    public static double Log(double best, double mean, double deviation) =>
        LogOf((best - mean) / deviation) + Elementary.Log(deviation);

    /// <summary>Its derivative by the mean's and the deviation's.</summary>
    public static (double ByMean, double ByDeviation) Slopes(double best, double mean, double deviation)
    {
        var z = (best - mean) / deviation;
        var rate = Elementary.Exp(Math.Min(Normal.LogCdf(z) - LogOf(z), 700));
        return (-rate / deviation, (1 - rate * z) / deviation);
    }

    // log(φ(z) + z Φ(z)), also far out, where both terms nearly cancel.
    private static double LogOf(double z)
    {
        if (z > -1)
            return Elementary.Log(Elementary.Exp(Normal.LogDensity(z)) + z * Normal.Cdf(z));
        var tail = z < -1e3
            ? -2 * Elementary.Log(-z)
            : Elementary.Log(Math.Max(1 + z * SqrtHalfPi * Normal.Erfcx(-z * SqrtHalf), 1e-300));
        return -0.5 * z * z - HalfLogTwoPi + tail;
    }
}
