using System.Collections.Immutable;

namespace SweepCluster.Sweeps.State;

/// <summary>What went wrong with trials before, as far as they may be the cause.</summary>
/// <param name="Losses">Attempts during which the worker went away without having got ahead.</param>
/// <param name="LoneLosses">Those of them in which the trial stood alone.</param>
/// <param name="Failures">Attempts in which training threw an exception.</param>
/// <param name="FailedBy">The workers on which it did.</param>
/// <param name="FailedAt">When it last did.</param>
public sealed record Trouble(
    int Losses, int LoneLosses, int Failures, ImmutableSortedSet<string> FailedBy, DateTimeOffset FailedAt)
{
    // One loss is bad luck: workers are stopped, unplugged and killed for reasons that are no trial's fault.
    private const int LossesBeforeHalving = 1;
    private const int MostLoneLosses = 3;
    private const int MostFailures = 3;

    // Long enough for any free slot of another worker to have asked.
    private static readonly TimeSpan WaitForAnother = TimeSpan.FromSeconds(5);

    /// <summary>Nothing did.</summary>
    public static Trouble None { get; } =
        new(0, 0, 0, ImmutableSortedSet.Create<string>(StringComparer.Ordinal), DateTimeOffset.MinValue);

    /// <summary>Whether another loss halves the trials.</summary>
    public bool HalvesWhenLost => Losses >= LossesBeforeHalving;

    /// <summary>Whether the trials may well take a worker down, so that one is enough.</summary>
    public bool IsSuspect => Losses > LossesBeforeHalving;

    /// <summary>Whether a trial has been lost alone too often to be tried again.</summary>
    public bool IsFatal => LoneLosses >= MostLoneLosses;

    /// <summary>Whether a trial has failed too often, alone or in company, to be tried again after it failed alone.</summary>
    public bool IsHopeless => Failures >= MostFailures;

    /// <summary>After a worker went away that trained so many trials together.</summary>
    public Trouble AfterLoss(long trials) => this with { Losses = Losses + 1, LoneLosses = LoneLosses + (trials == 1 ? 1 : 0) };

    /// <summary>After the worker last lost turned out to be there still.</summary>
    public Trouble WithoutLastLoss(long trials) => this with
    {
        Losses = Math.Max(0, Losses - 1),
        LoneLosses = Math.Max(0, LoneLosses - (trials == 1 ? 1 : 0)),
    };

    /// <summary>After training threw an exception on a worker.</summary>
    public Trouble AfterFailure(string worker, DateTimeOffset at) =>
        this with { Failures = Failures + 1, FailedBy = FailedBy.Add(worker), FailedAt = at };

    /// <summary>Whether the trials should rather wait for another worker: one on which they have not failed.</summary>
    public bool AvoidsWorker(string worker, IEnumerable<string> workers, DateTimeOffset now) =>
        FailedBy.Contains(worker) && now < FailedAt + WaitForAnother && workers.Any(other => !FailedBy.Contains(other));
}
