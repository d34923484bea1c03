using SweepCluster.Training.Randomness;

namespace SweepCluster.Cli.Verifying;

/// <summary>Draws the trials that are trained again.</summary>
internal static class TrialSample
{
    /// <summary>Draws different trials, each as likely as any other; all of them if there are no more.</summary>
    /// <returns>In the order of their IDs.</returns>
    public static long[] Draw(IEnumerable<long> trials, int count, long seed)
    {
        long[] drawn = [.. trials];
        if (count >= drawn.Length)
            return [.. drawn.Order()];
        var random = RandomStreams.For(seed, "verify");
        for (var i = 0; i < count; i++)
        {
            var j = random.Next(i, drawn.Length);
            (drawn[i], drawn[j]) = (drawn[j], drawn[i]);
        }

        return [.. drawn.Take(count).Order()];
    }
}
