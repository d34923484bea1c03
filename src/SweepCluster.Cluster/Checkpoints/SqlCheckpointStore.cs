using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Keeps checkpoints in PostgreSQL, for coordinators that share a database.</summary>
public sealed class SqlCheckpointStore : ICheckpointStore, IDisposable
{
    private const string Schema =
        """
        create table if not exists sweep_checkpoint (
          sweep_id text not null, start bigint not null, bytes bytea not null, primary key (sweep_id, start));
        """;

    private readonly SqlTables _tables;

    /// <summary>For a database; the store connects when it is first used.</summary>
    /// <param name="connectionString">For Npgsql.</param>
    public SqlCheckpointStore(string connectionString) =>
        _tables = new SqlTables(connectionString, Schema);

    /// <inheritdoc/>
    public IReadOnlyList<PackCheckpoint> Read(string sweepId)
    {
        using var command = _tables.Command(
            "select start, bytes from sweep_checkpoint where sweep_id = $1 order by start", sweepId);
        using var rows = command.ExecuteReader();
        var found = new List<PackCheckpoint>();
        while (rows.Read())
        {
            if (CheckpointBytes.Read(rows.GetFieldValue<byte[]>(1)) is { } checkpoint)
                found.Add(checkpoint);
        }

        return found;
    }

    /// <inheritdoc/>
    public void Keep(string sweepId, PackCheckpoint checkpoint)
    {
        using var command = _tables.Command(
            """
            insert into sweep_checkpoint (sweep_id, start, bytes) values ($1, $2, $3)
            on conflict (sweep_id, start) do update set bytes = excluded.bytes
            """,
            sweepId,
            checkpoint.Start,
            CheckpointBytes.Of(checkpoint));
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Forget(string sweepId, long start)
    {
        using var command = _tables.Command(
            "delete from sweep_checkpoint where sweep_id = $1 and start = $2", sweepId, start);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();
}
