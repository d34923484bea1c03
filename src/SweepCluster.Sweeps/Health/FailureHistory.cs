using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Health;

/// <summary>What went wrong with trials before, as far as they may be the cause.</summary>
/// <remarks>Workers are told apart by process: a name is never used again, so each can be lost once.</remarks>
/// <param name="LostWith">The workers that went away before they made progress with these trials.</param>
/// <param name="LostAlone">Those of them that trained the trial alone.</param>
/// <param name="LoneFailures">Attempts in which the trial was alone and training threw an exception.</param>
/// <param name="FailedBy">The workers on which training threw: the last one beside other trials, and all alone.</param>
/// <param name="FailedAt">When it last did.</param>
public sealed record FailureHistory(
    ImmutableSortedSet<string> LostWith,
    ImmutableSortedSet<string> LostAlone,
    int LoneFailures,
    ImmutableSortedSet<string> FailedBy,
    DateTimeOffset FailedAt)
{
    // One loss is bad luck: workers are stopped, unplugged and killed for reasons that are no trial's fault.
    private const int LossesBeforeHalving = 1;
    private const int MostLoneLosses = 3;
    private const int MostAllowance = 9;

    // A node on which everything fails should not try its own failures again while the others are busy.
    private static readonly TimeSpan WaitForAnother = TimeSpan.FromMinutes(1);

    private static readonly ImmutableSortedSet<string> Nobody =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Nothing went wrong.</summary>
    public static FailureHistory None { get; } = new(Nobody, Nobody, 0, Nobody, DateTimeOffset.MinValue);

    /// <summary>Whether another loss halves the trials.</summary>
    public bool HalvesWhenLost => LostWith.Count >= LossesBeforeHalving;

    /// <summary>Whether the trials may well take a worker down.</summary>
    public bool IsSuspect => LostWith.Count > LossesBeforeHalving;

    /// <summary>Whether a second attempt beside the first makes sense: not if it would fail the same way.</summary>
    /// <remarks>Two attempts that fail in turn would also keep each other from being halved or given up.</remarks>
    public bool AllowsBackup => FailedBy.IsEmpty && !IsSuspect;

    /// <summary>How many losses prove to be no fault of the trials if so many of them end well together.</summary>
    /// <remarks>Trials halved after losses prove nothing: the cause may have been among the others.</remarks>
    public int ProvenChance(long trials) => trials == 1 ? LostAlone.Count : LostWith.Count == 1 ? 1 : 0;

    /// <summary>Whether a trial has been lost alone too often to be tried again.</summary>
    /// <param name="byChance">
    /// Losses in this sweep that were no trial's fault: if workers die for other reasons, three deaths are little
    /// evidence against a trial.
    /// </param>
    public bool IsFatal(int byChance) => LostAlone.Count >= MostLoneLosses + Math.Min(byChance, MostAllowance);

    /// <summary>Whether a trial has failed alone too often to be tried again.</summary>
    /// <remarks>Beside others, another trial may have been the cause; alone, at first, the node.</remarks>
    /// <param name="most">Failed attempts after which a trial is given up.</param>
    public bool IsHopeless(int most) => LoneFailures >= most;

    /// <summary>After a worker went away that trained so many trials together.</summary>
    public FailureHistory AfterLoss(long trials, string worker) =>
        this with { LostWith = LostWith.Add(worker), LostAlone = trials == 1 ? LostAlone.Add(worker) : LostAlone };

    /// <summary>After a worker turned out to be there still.</summary>
    public FailureHistory WithoutLossOf(string worker) =>
        LostWith.Contains(worker)
            ? this with { LostWith = LostWith.Remove(worker), LostAlone = LostAlone.Remove(worker) }
            : this;

    /// <summary>After training so many trials together threw an exception on a worker.</summary>
    public FailureHistory AfterFailure(long trials, string worker, DateTimeOffset at) => this with
    {
        LoneFailures = LoneFailures + (trials == 1 ? 1 : 0),
        FailedBy = (trials == 1 ? FailedBy : FailedBy.Clear()).Add(worker),
        FailedAt = at,
    };

    /// <summary>Whether the trials should rather wait for another worker: one on which they have not failed.</summary>
    public bool AvoidsWorker(string worker, IEnumerable<string> workers, DateTimeOffset now) =>
        FailedBy.Contains(worker) && now < FailedAt + WaitForAnother && workers.Any(other => !FailedBy.Contains(other));
}
