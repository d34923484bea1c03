namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Keeps two coordinators from making tables of one database at the same time: one would fail.</summary>
internal static class TableLock
{
    /// <summary>Takes the lock until the transaction's end.</summary>
    public const string Take = "select pg_advisory_xact_lock(4701);";
}
