using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Trials;

/// <summary>Evaluates the trials of one sweep.</summary>
/// <remarks>Safe for any number of threads. No outcome depends on the trials that are evaluated together.</remarks>
public interface IObjective
{
    /// <summary>Evaluates trials of one fusion group, from a checkpoint if there is one.</summary>
    /// <param name="places">Their places in the training order; the outcomes come in the same order.</param>
    /// <param name="checkpoints">Gives the one to begin with and takes those on the way.</param>
    /// <param name="cancellation">Checked often.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    PackOutcome Evaluate(IReadOnlyList<long> places, ICheckpoints checkpoints, CancellationToken cancellation);
}

/// <summary>Shortcuts for the most common ways to evaluate.</summary>
public static class Evaluations
{
    /// <summary>Evaluates consecutive trials of one fusion group.</summary>
    /// <param name="objective">Evaluates them.</param>
    /// <param name="range">Their places in the training order.</param>
    /// <param name="checkpoints">Gives the one to begin with and takes those on the way.</param>
    /// <param name="cancellation">Checked often.</param>
    public static PackOutcome Evaluate(
        this IObjective objective, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation) =>
        objective.Evaluate(
            [.. Enumerable.Range(0, (int)range.Count).Select(i => range.Start + i)], checkpoints, cancellation);

    /// <summary>Evaluates trials of one fusion group from the beginning to the end.</summary>
    /// <param name="objective">Evaluates them.</param>
    /// <param name="places">Their places in the training order.</param>
    /// <param name="cancellation">Checked often.</param>
    public static PackOutcome Evaluate(
        this IObjective objective, IReadOnlyList<long> places, CancellationToken cancellation) =>
        objective.Evaluate(places, NoCheckpoints.Instance, cancellation);
}
