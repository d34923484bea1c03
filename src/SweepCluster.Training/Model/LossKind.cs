namespace SweepCluster.Training.Model;

/// <summary>What a mini-batch minimises.</summary>
public enum LossKind
{
    /// <summary>Root of the mean square, taken per mini-batch.</summary>
    Rmse,

    /// <summary>Mean square.</summary>
    Mse,

    /// <summary>Mean absolute error.</summary>
    Mae,
}
