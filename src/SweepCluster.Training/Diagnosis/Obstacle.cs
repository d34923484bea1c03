namespace SweepCluster.Training.Diagnosis;

/// <summary>Why a trial cannot converge, known before it is trained.</summary>
public enum Obstacle
{
    /// <summary>Nothing known is in the way.</summary>
    None,

    /// <summary>All steps added up are shorter than the way to the optimum.</summary>
    ReachTooShort,

    /// <summary>The learning rate is above the stability limit to the end: the weights grow without bound.</summary>
    Unstable,
}
