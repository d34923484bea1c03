using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Trains the packs of the only sweep of this process; the first pack prepares the data.</summary>
/// <param name="objective">Evaluates the sweep's trials.</param>
public sealed class LocalTraining(Lazy<IObjective> objective) : IPackEvaluator
{
    /// <inheritdoc/>
    public PackOutcome Train(
        SweepSpec spec,
        string fingerprint,
        IReadOnlyList<Trial> trials,
        ICheckpoints checkpoints,
        CancellationToken cancellation)
    {
        try
        {
            return objective.Value.Evaluate(trials, checkpoints, cancellation);
        }
        catch (Exception cause) when (MemoryWords.IsOutOfMemory(cause))
        {
            // No trial is to blame, but a report would make the sweep give them up. The process has seen the exception
            // and is about to end.
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <inheritdoc/>
    public TrialLog? LogOf(string fingerprint, long place, LogCursor from) =>
        objective is { IsValueCreated: true, Value: ITellsLogs logs } ? logs.LogOf(place, from) : null;
}
