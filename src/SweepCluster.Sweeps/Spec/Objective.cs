namespace SweepCluster.Sweeps.Spec;

/// <summary>The metric that trials are ranked on; lower is better.</summary>
public enum Objective
{
    /// <summary>RMSE over all training rows.</summary>
    Rmse,

    /// <summary>MAE over all training rows.</summary>
    Mae,

    /// <summary>RMSE over the held-out rows.</summary>
    ValidationRmse,

    /// <summary>MAE over the held-out rows.</summary>
    ValidationMae,
}
