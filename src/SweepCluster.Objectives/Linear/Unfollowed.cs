using SweepCluster.Training.Kernel;

namespace SweepCluster.Objectives.Linear;

/// <summary>For training of which only the end counts: epochs are not evaluated.</summary>
internal sealed class Unfollowed : IEpochEvaluator
{
    /// <summary>The only one: it holds nothing.</summary>
    public static readonly Unfollowed Instance = new();

    private Unfollowed()
    {
    }

    double IEpochEvaluator.Rmse(ReadOnlySpan<double> parameters) => 0;

    double? IEpochEvaluator.ValidationRmse(ReadOnlySpan<double> parameters) => null;
}
