namespace SweepCluster.Cluster.Settings;

/// <summary>What all nodes of a cluster have in common.</summary>
internal static class ClusterName
{
    /// <summary>The actor system's name; part of every address.</summary>
    public const string System = "sweep";
}
