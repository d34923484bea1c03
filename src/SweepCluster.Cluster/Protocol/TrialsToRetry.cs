namespace SweepCluster.Cluster.Protocol;

/// <summary>Which trials are trained again.</summary>
public enum TrialsToRetry
{
    /// <summary>Those that failed.</summary>
    Failed,

    /// <summary>Those that were cancelled.</summary>
    Cancelled,

    /// <summary>Both.</summary>
    Both,
}
