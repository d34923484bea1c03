using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>The steps of rungs.</summary>
internal static class Ladder
{
    /// <summary>From the smallest, each a multiple of the one before, up to the end of training.</summary>
    /// <remarks>The last but one is left out where it lies so near the end that stopping there would save little.
    /// </remarks>
    /// <param name="smallest">The steps of the first rung; at least 1.</param>
    /// <param name="reduction">The multiple; at least 2.</param>
    /// <param name="full">The end of training.</param>
    public static ImmutableArray<int> Rungs(int smallest, int reduction, int full)
    {
        var rungs = ImmutableArray.CreateBuilder<int>();
        for (long steps = smallest; steps * steps * reduction <= (long)full * full; steps *= reduction)
            rungs.Add((int)steps);
        rungs.Add(full);
        return rungs.ToImmutable();
    }

    /// <summary>A whole number to the power of another.</summary>
    public static long Power(int number, int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
            power = checked(power * number);
        return power;
    }
}
