namespace SweepCluster.Search.Numerics;

/// <summary>Exponential and logarithm from basic arithmetic alone: the same bits on every machine.</summary>
/// <remarks>
/// The C library's differ in the last bit from machine to machine, and one bit may change a proposal. Each is within
/// one unit in the last place of the true value.
/// </remarks>
internal static class Elementary
{
    private const double InverseLn2 = 1.4426950408889634074;

    // The first 32 bits of ln 2, so that their product with an exponent is exact, and the rest.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double SqrtHalf = 0.70710678118654752440;

    /// <summary>e to the power x; 0 below -745, infinity above 709.78.</summary>
    public static double Exp(double x)
    {
        if (!(x > -746) || x > 709.782712893384)
            return x > 0 ? double.PositiveInfinity : x <= 0 ? 0 : double.NaN;
        var exponent = (int)Math.Round(x * InverseLn2);
        var high = x - exponent * Ln2High;
        var low = exponent * Ln2Low;
        var scaled = Small(high - low, high, low);
        return exponent switch
        {
            > 1023 => scaled * 2 * TwoTo(1023),
            < -1022 => scaled * TwoTo(exponent + 64) * TwoTo(-64),
            _ => scaled * TwoTo(exponent),
        };
    }

    /// <summary>The natural logarithm; that of 0 is minus infinity.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        var lift = x < 2.2250738585072014e-308 ? 54 : 0;
        var bits = BitConverter.DoubleToInt64Bits(lift > 0 ? x * TwoTo(54) : x);
        var exponent = (int)(bits >> 52) - 1022 - lift;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000fffffffffffffL) | 0x3fe0000000000000L);
        if (mantissa < SqrtHalf)
            (mantissa, exponent) = (mantissa * 2, exponent - 1);
        var f = mantissa - 1;
        var half = 0.5 * f * f;
        var s = f / (2 + f);
        var z = s * s;
        // log(1 + f) = f - f²/2 + s (f²/2 + R), where R is the series of 2 atanh(s) / s without its first term.
        var r = z * (2 / 3.0 + z * (2 / 5.0 + z * (2 / 7.0 + z * (2 / 9.0 + z * (2 / 11.0 + z * (2 / 13.0
            + z * (2 / 15.0 + z * (2 / 17.0 + z * (2 / 19.0 + z * (2 / 21.0))))))))));
        return exponent * Ln2High - (half - (s * (half + r) + exponent * Ln2Low) - f);
    }

    /// <summary>2 to a whole power from -1022 to 1023.</summary>
    public static double TwoTo(int exponent) => BitConverter.Int64BitsToDouble((exponent + 1023L) << 52);

    // exp(r) = 1 + 2r / (r coth(r / 2) - r) for |r| <= ln 2 / 2, where r = high - low.
    private static double Small(double r, double high, double low)
    {
        var z = r * r;
        // r - (r coth(r / 2) - 2), from the numbers of Bernoulli.
        var c = r - z * (1 / 6.0 - z * (1 / 360.0 - z * (1 / 15120.0 - z * (1 / 604800.0
            - z * (1 / 23950080.0 - z * (691 / 653837184000.0 - z * (1 / 37362124800.0)))))));
        return 1 - (low - r * c / (2 - c) - high);
    }
}
