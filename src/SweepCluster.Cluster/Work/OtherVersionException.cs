namespace SweepCluster.Cluster.Work;

/// <summary>What this node would give of a sweep's trials must not stand among the results that are there.</summary>
internal sealed class OtherVersionException(string difference) : Exception(difference);
