using SweepCluster.Training.Randomness;

namespace SweepCluster.Sweeps.Planning;

/// <summary>Some of many, spread evenly over all of them.</summary>
internal static class EvenSample
{
    /// <summary>All indices below a count, or one drawn from each of as many equal parts as wanted, in order.</summary>
    /// <remarks>Random, because a fixed step could match a grid's period and meet one point of an axis only.</remarks>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many are wanted at most.</param>
    /// <param name="seed">The sweep's seed: the same sweep always draws the same.</param>
    public static IEnumerable<long> Of(long count, int most, long seed)
    {
        if (count <= most)
        {
            for (var i = 0L; i < count; i++) yield return i;
            yield break;
        }

        var random = RandomStreams.For(seed, "even sample");
        for (var part = 0; part < most; part++)
        {
            var first = (long)((Int128)part * count / most);
            var next = (long)((Int128)(part + 1) * count / most);
            yield return first + (long)(random.NextDouble() * (next - first));
        }
    }
}
