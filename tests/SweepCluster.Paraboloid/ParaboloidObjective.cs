using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Paraboloid;

/// <summary>The paraboloid's height at a trial's x and y; one that is not an axis is 0.</summary>
internal sealed class ParaboloidObjective(SweepSpec spec) : IObjective
{
    private readonly ParaboloidSpec _own = (ParaboloidSpec)spec.Objective;

    /// <inheritdoc/>
    public PackOutcome Evaluate(
        IReadOnlyList<Trial> trials, ICheckpoints checkpoints, CancellationToken cancellation) =>
        new([], [.. trials.Select(trial => Height(trial.Configuration, checkpoints, cancellation))]);

    private ParaboloidOutcome Height(
        Configuration configuration, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        if (cancellation.WaitHandle.WaitOne(_own.Milliseconds))
            throw new OperationCanceledException(cancellation);
        var (x, y) = (Value(configuration, "x") - 1, Value(configuration, "y") + 0.5);
        checkpoints.Made(1);
        return new ParaboloidOutcome(_own.Peak - x * x - y * y);
    }

    private double Value(Configuration configuration, string name)
    {
        var axis = spec.SearchSpace.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        return axis is null ? 0 : configuration.Values[spec.SearchSpace.Parameters.IndexOf(axis)].Number;
    }
}
