namespace SweepCluster.Sweeps.Trials;

/// <summary>What packs cost compared with each other, and where one in training is split for other slots.</summary>
public static class PackShares
{
    /// <summary>The fixed cost of a step, in vectors of trials; measured by the benchmark <c>packs</c>.</summary>
    public const double StepInVectors = 2.5;

    /// <summary>The cost of a step of a pack, in the cost of one vector.</summary>
    public static double Cost(long trials, int vector) => StepInVectors + Vectors(trials, vector);

    /// <summary>How many of its trials a pack keeps so that all who share it end soonest; at least a vector.</summary>
    /// <param name="trials">The pack's trials.</param>
    /// <param name="vector">Trials that fill a vector.</param>
    /// <param name="asked">Who waits for a share.</param>
    /// <param name="mostGiven">How many trials may be given up.</param>
    public static int Kept(int trials, int vector, ShareRequest asked, long mostGiven)
    {
        var vectors = Vectors(trials, vector);
        if (asked.Takers == 0 || vectors < 2)
            return trials;
        var kept = Enumerable.Range(1, (int)vectors - 1).MinBy(own => Math.Max(
            (StepInVectors + own) / asked.RelativeThroughput,
            StepInVectors + Vectors(vectors - own, asked.Takers)));
        return (int)Math.Max(kept * vector, trials - mostGiven / vector * vector);
    }

    /// <summary>How many vectors some trials fill, the last one perhaps in part.</summary>
    public static long Vectors(long trials, int vector) => (trials + vector - 1) / vector;
}

/// <summary>Slots that wait for their shares of a pack in training.</summary>
/// <param name="Takers">How many; 0 for none.</param>
/// <param name="RelativeThroughput">How fast the pack's own slot trains, relative to theirs.</param>
public readonly record struct ShareRequest(int Takers, double RelativeThroughput)
{
    /// <summary>Nobody waits.</summary>
    public static ShareRequest None => default;
}
