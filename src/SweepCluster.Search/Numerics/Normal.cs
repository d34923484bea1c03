namespace SweepCluster.Search.Numerics;

/// <summary>The standard normal distribution from basic arithmetic alone: the same bits on every machine.</summary>
/// <remarks>
/// All rests on erfcx(x) = exp(x²) erfc(x), a Chebyshev series in (x - 3.75) / (x + 3.75) times 1 / (1 + 2x), of which
/// 25 terms leave 1e-17 (Shepherd and Laframboise, Math. Comp. 36 (1981); the coefficients are our own, of 50 digits).
/// </remarks>
internal static class Normal
{
    private const double SqrtHalf = 0.70710678118654752440;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    private static readonly double[] Coefficients =
    [
        1.1775789345674018, -0.0045900545806464773, -0.084249133366517916, 0.05920993999819189,
        -0.026658668435305752, 0.0090749976707052651, -0.0024131635404176082, 0.00049077583652580863,
        -6.9169733025012064e-5, 4.1390279860730102e-6, 7.7403830661984907e-7, -2.1886401049234396e-7,
        1.076499946567091e-8, 4.5219598112182869e-9, -7.7544002088313511e-10, -6.3180883408866845e-11,
        2.8687950109306699e-11, 1.9455868545777347e-13, -9.6546967484334389e-13, 3.2525481481487398e-14,
        3.3478119482868054e-14, -1.8645628804193131e-15, -1.2507950530688647e-15, 7.4182352566240435e-17,
        5.0681489047961113e-17,
    ];

    /// <summary>exp(x²) erfc(x); within 8 units in the last place for x >= 0.</summary>
    public static double Erfcx(double x)
    {
        if (x < 0)
            return 2 * Elementary.Exp(x * x) - Erfcx(-x);
        var t = (x - 3.75) / (x + 3.75);
        var (next, afterNext) = (0.0, 0.0);
        for (var i = Coefficients.Length - 1; i > 0; i--)
            (next, afterNext) = (2 * t * next - afterNext + Coefficients[i], next);
        return (t * next - afterNext + Coefficients[0]) / (1 + 2 * x);
    }

    /// <summary>The probability of a value below z; within (8 + z²) units in the last place.</summary>
    public static double Cdf(double z)
    {
        var tail = 0.5 * Erfcx(Math.Abs(z) * SqrtHalf) * Elementary.Exp(-0.5 * z * z);
        return z > 0 ? 1 - tail : tail;
    }

    /// <summary>The logarithm of <see cref="Cdf"/>, far out as well.</summary>
    public static double LogCdf(double z) => z < -1
        ? Elementary.Log(0.5 * Erfcx(-z * SqrtHalf)) - 0.5 * z * z
        : Elementary.Log(Cdf(z));

    /// <summary>The logarithm of the density.</summary>
    public static double LogDensity(double z) => -0.5 * z * z - HalfLogTwoPi;

    /// <summary>The value that a share of all lies below; relative error 1e-14, absolute 1e-15 around 0.</summary>
    /// <remarks>
    /// The rational approximation 26.2.23 of Abramowitz and Stegun, then steps of Halley's method on the logarithm.
    /// </remarks>
    public static double Quantile(double share)
    {
        if (share > 0.5)
            return -Quantile(1 - share);
        if (!(share > 0))
            return double.NegativeInfinity;
        var log = Elementary.Log(share);
        var t = Math.Sqrt(-2 * log);
        var z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (var step = 0; step < 3; step++)
        {
            // f = log Φ(z) - log share; f' = φ / Φ; f'' = -f' (z + f').
            var cdf = LogCdf(z);
            var slope = Elementary.Exp(LogDensity(z) - cdf);
            var newton = (cdf - log) / slope;
            z -= newton / (1 + 0.5 * newton * (z + slope));
        }

        return z;
    }
}
