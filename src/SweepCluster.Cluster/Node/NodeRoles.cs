namespace SweepCluster.Cluster.Node;

/// <summary>The roles that nodes of the cluster have.</summary>
public static class NodeRoles
{
    /// <summary>May host the coordinator.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Trains.</summary>
    public const string Worker = "worker";
}
