namespace SweepCluster.Cluster.Data;

/// <summary>Data are not taken; the message says why and what to do.</summary>
public sealed class DataRefusedException(string message) : Exception(message);
