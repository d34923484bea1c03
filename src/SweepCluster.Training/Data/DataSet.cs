using System.Collections.Immutable;

namespace SweepCluster.Training.Data;

/// <summary>A table of numbers in memory: features and targets, row by row.</summary>
/// <param name="FeatureNames">Names of the feature columns.</param>
/// <param name="TargetNames">Names of the target columns.</param>
/// <param name="Features">rows × features, row-major.</param>
/// <param name="Targets">rows × targets, row-major.</param>
public sealed record DataSet(
    ImmutableArray<string> FeatureNames,
    ImmutableArray<string> TargetNames,
    double[] Features,
    double[] Targets)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Targets.Length / TargetNames.Length;

    /// <summary>Number of feature columns.</summary>
    public int FeatureCount => FeatureNames.Length;

    /// <summary>Number of target columns.</summary>
    public int TargetCount => TargetNames.Length;

    /// <summary>The first rows alone.</summary>
    /// <param name="count">How many; at most all.</param>
    public DataSet First(int count) =>
        this with { Features = Features[..(count * FeatureCount)], Targets = Targets[..(count * TargetCount)] };
}
