namespace SweepCluster.Sweeps.Spec;

/// <summary>How often trials are attempted, and whether two attempts at one may go on side by side.</summary>
/// <param name="Most">Failed attempts after which a trial is given up.</param>
/// <param name="AreRepeatable">
/// Whether attempts at a trial end alike and cost nothing but time. If not, a trial has one attempt at a time, the
/// trials of a lease come one after the other, and a sweep whose first trials all fail ends.
/// </param>
public sealed record AttemptRules(int Most, bool AreRepeatable)
{
    /// <summary>As many trials as this must fail, and none end well, for the sweep to end.</summary>
    public const int HopelessStart = 10;

    /// <summary>Those of trials that this process computes itself.</summary>
    public static AttemptRules Computed { get; } = new(3, AreRepeatable: true);
}
