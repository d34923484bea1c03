namespace SweepCluster.Cluster.Settings;

/// <summary>The kinds of process that settings are for.</summary>
public enum NodeKind
{
    /// <summary>A coordinator node.</summary>
    Coordinator,

    /// <summary>A worker node.</summary>
    Worker,

    /// <summary>A client outside the cluster.</summary>
    Client,
}
