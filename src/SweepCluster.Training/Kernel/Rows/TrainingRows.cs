namespace SweepCluster.Training.Kernel.Rows;

/// <summary>The rows trained on, in the coordinates trained in (standardized if asked for).</summary>
/// <param name="Features">rows × features, row-major.</param>
/// <param name="Targets">rows × targets, row-major.</param>
/// <param name="FeatureCount">Features per row.</param>
/// <param name="TargetCount">Targets per row.</param>
public sealed record TrainingRows(double[] Features, double[] Targets, int FeatureCount, int TargetCount)
{
    /// <summary>Number of rows.</summary>
    public int Count => Targets.Length / TargetCount;
}
