namespace SweepCluster.Cluster.Work.Training;

/// <summary>This node's results would not be comparable with those that the sweep already has.</summary>
internal sealed class OtherVersionException(string difference) : Exception(difference);
