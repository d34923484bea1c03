using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Trials;

/// <summary>Evaluates the trials of one sweep.</summary>
/// <remarks>Safe for any number of threads. No outcome depends on the trials that are evaluated together.</remarks>
public interface IObjective
{
    /// <summary>
    /// Evaluates trials of one fusion group, each up to its <see cref="Trial.Steps"/> or where its
    /// <see cref="Trial.Limits"/> stop it, from a checkpoint if there is one.
    /// </summary>
    /// <param name="trials">The trials; the outcomes come in the same order.</param>
    /// <param name="checkpoints">Gives the one to begin with and takes those on the way.</param>
    /// <param name="cancellation">Checked often.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    PackOutcome Evaluate(IReadOnlyList<Trial> trials, ICheckpoints checkpoints, CancellationToken cancellation);
}

/// <summary>Shortcuts for the most common ways to evaluate.</summary>
public static class Evaluations
{
    /// <summary>Evaluates trials of one fusion group from the beginning to the end.</summary>
    /// <param name="objective">Evaluates them.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="cancellation">Checked often.</param>
    public static PackOutcome Evaluate(
        this IObjective objective, IReadOnlyList<Trial> trials, CancellationToken cancellation) =>
        objective.Evaluate(trials, NoCheckpoints.Instance, cancellation);
}
