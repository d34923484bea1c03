using SweepCluster.Training.Randomness;

namespace SweepCluster.Cli.Verifying;

/// <summary>Which trials are trained again.</summary>
internal static class TrialSample
{
    /// <summary>Draws different trials, each as likely as any other; all of them where no more are there.</summary>
    /// <returns>In the order of their ids.</returns>
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
