namespace SweepCluster.Sweeps.Space;

/// <summary>A key of the sweep file's <c>training</c> block; each may be an axis of the search space.</summary>
public enum SettingKey
{
    /// <summary>loss</summary>
    Loss,

    /// <summary>optimizer</summary>
    Optimizer,

    /// <summary>epochs</summary>
    Epochs,

    /// <summary>batch-size</summary>
    BatchSize,

    /// <summary>learning-rate</summary>
    LearningRate,

    /// <summary>decay</summary>
    Decay,

    /// <summary>momentum</summary>
    Momentum,

    /// <summary>beta-1</summary>
    Beta1,

    /// <summary>beta-2</summary>
    Beta2,

    /// <summary>rho</summary>
    Rho,

    /// <summary>epsilon</summary>
    Epsilon,

    /// <summary>schedule-decay</summary>
    ScheduleDecay,

    /// <summary>shuffle</summary>
    Shuffle,

    /// <summary>precision</summary>
    Precision,
}
