namespace SweepCluster.Training.Model;

/// <summary>The floating-point format that training computes in.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,
}
