namespace SweepCluster.Cluster.Forming;

/// <summary>The roles of the cluster's nodes.</summary>
public static class NodeRoles
{
    /// <summary>May host the coordinator.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Trains.</summary>
    public const string Worker = "worker";
}
