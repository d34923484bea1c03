namespace SweepCluster.Sweeps.State;

/// <summary>How many planned trials are in each state: each is counted exactly once.</summary>
/// <param name="Planned">All of them.</param>
/// <param name="Complete">Trained to the end.</param>
/// <param name="Pruned">Stopped early by the scheduler.</param>
/// <param name="Diverged">Left the finite numbers; a result, not a failure.</param>
/// <param name="Failed">Given up after exceptions.</param>
/// <param name="Cancelled">Never trained, because the sweep ended before.</param>
public sealed record Account(long Planned, long Complete, long Pruned, long Diverged, long Failed, long Cancelled)
{
    /// <summary>Trials that will not change any more.</summary>
    public long Done => Complete + Pruned + Diverged + Failed + Cancelled;

    /// <summary>Whether every planned trial is accounted for.</summary>
    public bool Balances => Planned == Done;
}
