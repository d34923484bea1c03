namespace SweepCluster.Training.Data;

/// <summary>The rule that a synthetic target follows.</summary>
public enum SyntheticTarget
{
    /// <summary>y = x3 − x2.</summary>
    Difference,

    /// <summary>y = x3 + (x3 − x2).</summary>
    Extrapolation,
}
