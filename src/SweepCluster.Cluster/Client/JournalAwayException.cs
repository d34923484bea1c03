namespace SweepCluster.Cluster.Client;

/// <summary>The cluster cannot use its journal for the time being; the message says why.</summary>
public sealed class JournalAwayException(string message) : RefusedException(message);
