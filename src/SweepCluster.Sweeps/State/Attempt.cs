using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>How one attempt at a range of trials went; written to attempts.csv, never to the summary.</summary>
/// <param name="Range">The trials.</param>
/// <param name="Number">The attempt's number, from 1.</param>
/// <param name="Worker">The worker node's name.</param>
/// <param name="StartedAt">When the lease was granted.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Why it failed; empty otherwise.</param>
public sealed record Attempt(
    TrialRange Range,
    int Number,
    string Worker,
    DateTimeOffset StartedAt,
    double Seconds,
    AttemptOutcome Outcome,
    string Reason = "");

/// <summary>What came of an attempt.</summary>
public enum AttemptOutcome
{
    /// <summary>Its results were taken, all or those still missing.</summary>
    Completed,

    /// <summary>Training threw an exception.</summary>
    Failed,

    /// <summary>The worker went away before it made progress: the trials may be the cause.</summary>
    Lost,

    /// <summary>The worker gave the trials back: all of them on leaving, or some to a free slot.</summary>
    HandedBack,

    /// <summary>The sweep ended or another attempt was first.</summary>
    Abandoned,

    /// <summary>The worker fell silent, or went away after it had made progress: not the trials' fault.</summary>
    Interrupted,
}
