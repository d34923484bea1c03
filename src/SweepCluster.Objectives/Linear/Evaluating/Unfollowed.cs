using SweepCluster.Training.Kernel;

namespace SweepCluster.Objectives.Linear.Evaluating;

/// <summary>Evaluates no epoch, for training whose end alone counts.</summary>
internal sealed class Unfollowed : IEpochEvaluator
{
    /// <summary>The only one: it has no state.</summary>
    public static readonly Unfollowed Instance = new();

    private Unfollowed()
    {
    }

    double IEpochEvaluator.Rmse(ReadOnlySpan<double> parameters) => 0;

    double? IEpochEvaluator.ValidationRmse(ReadOnlySpan<double> parameters) => null;
}
