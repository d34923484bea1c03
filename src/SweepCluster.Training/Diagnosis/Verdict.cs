namespace SweepCluster.Training.Diagnosis;

/// <summary>How a trial ended, judged against the best that its data allow.</summary>
public enum Verdict
{
    /// <summary>The weights are as close to the least-squares optimum as the tolerance asks.</summary>
    Converged,

    /// <summary>More epochs would help.</summary>
    Unfinished,

    /// <summary>
    /// The weights circle the optimum at a distance that the learning rate sets, or were thrown far beyond it.
    /// </summary>
    Oscillating,

    /// <summary>The learning rates of all updates add up to less than the way to go.</summary>
    Stalled,

    /// <summary>A weight or the RMSE is no longer a finite number.</summary>
    Diverged,
}
