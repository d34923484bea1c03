namespace SweepCluster.Cluster.Journal;

/// <summary>What a journal holds is not what was written into it; waiting does not mend it.</summary>
public sealed class DamagedJournalException(string message, Exception? cause = null) : Exception(message, cause);
