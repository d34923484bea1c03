using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.TrialLogs;

/// <summary>Keeps what trials printed in PostgreSQL, for coordinators that share a database.</summary>
public sealed class SqlLogStore : ITrialLogStore, IDisposable
{
    // Trials of programs have their ids for their places, but for those that go on later.
    private const string Schema =
        """
        create table if not exists sweep_log (
          sweep_id text not null, place bigint not null, bytes bytea not null, primary key (sweep_id, place));
        """;

    private readonly SqlTables _tables;

    /// <summary>For a database; the store connects when it is first used.</summary>
    /// <param name="connectionString">For Npgsql.</param>
    public SqlLogStore(string connectionString) =>
        _tables = new SqlTables(connectionString, Schema);

    /// <inheritdoc/>
    public void Keep(string sweepId, long trialId, TrialLog log)
    {
        using var command = _tables.Command(
            """
            insert into sweep_log (sweep_id, place, bytes) values ($1, $2, $3)
            on conflict (sweep_id, place) do update set bytes = excluded.bytes
            """,
            sweepId,
            trialId,
            LogBytes.Of(log));
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public TrialLog? Read(string sweepId, long trialId, LogCursor from)
    {
        using var command = _tables.Command(
            "select bytes from sweep_log where sweep_id = $1 and place = $2", sweepId, trialId);
        return command.ExecuteScalar() is byte[] bytes ? LogBytes.Read(bytes)?.From(from) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();
}
