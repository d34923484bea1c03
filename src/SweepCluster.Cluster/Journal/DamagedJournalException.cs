namespace SweepCluster.Cluster.Journal;

/// <summary>A journal does not hold what was written into it; waiting does not help.</summary>
public sealed class DamagedJournalException(string message, Exception? cause = null) : Exception(message, cause);
