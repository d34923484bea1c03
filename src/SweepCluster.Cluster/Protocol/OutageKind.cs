namespace SweepCluster.Cluster.Protocol;

/// <summary>How a journal is out of use.</summary>
public enum OutageKind
{
    /// <summary>It has failed, and is tried again from time to time.</summary>
    Failure,

    /// <summary>Nothing has failed yet: it is only slow to answer.</summary>
    Waiting,

    /// <summary>It does not hold what was written, so that trying again is useless.</summary>
    Damage,

    /// <summary>Another version of the program began the sweep, so that this one must not go on.</summary>
    OtherVersion,
}
