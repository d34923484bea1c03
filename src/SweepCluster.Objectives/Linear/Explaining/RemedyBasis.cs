namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>What is known of a change that should mend a trial.</summary>
internal enum RemedyBasis
{
    /// <summary>The trial was trained with it, and converged.</summary>
    Measured,

    /// <summary>The forecast says so, with enough to spare for nineteen such trials in twenty.</summary>
    Expected,

    /// <summary>The forecast says so, with little to spare.</summary>
    Possible,
}
