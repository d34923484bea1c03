using Akka.Persistence;
using Akka.Serialization;
using Microsoft.Data.Sqlite;

namespace SweepCluster.Cluster.Journal;

/// <summary>The table <c>journal</c> of a SQLite database, as Akka.Persistence.Sql lays it out; for one thread at a time.</summary>
internal sealed class JournalTable(string connectionString, Serialization serialization) : IDisposable
{
    private const string Layout =
        """
        CREATE TABLE IF NOT EXISTS journal (
          ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
          created INTEGER NOT NULL,
          deleted Bit NOT NULL,
          persistence_id NVarChar(255) NOT NULL,
          sequence_number INTEGER NOT NULL,
          message VarBinary NOT NULL,
          manifest NVarChar(500) NULL,
          identifier INTEGER NULL,
          writer_uuid NVarChar(128) NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        """;

    private SqliteConnection? _connection;

    // Opened when it is first used, and again after that failed: a disk may be full today and have room tomorrow.
    private SqliteConnection Connection => _connection ??= Open();

    /// <summary>Adds events, all or none.</summary>
    /// <exception cref="SqliteException">The file cannot be written, or holds one of them already.</exception>
    public void Add(IEnumerable<IPersistentRepresentation> messages)
    {
        using var transaction = Connection.BeginTransaction();
        using var insert = Command(
            """
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            VALUES ($created, 0, $id, $number, $message, $manifest, $serializer, $writer)
            """);
        foreach (var message in messages)
        {
            var serializer = serialization.FindSerializerFor(message.Payload);
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$created", message.Timestamp);
            insert.Parameters.AddWithValue("$id", message.PersistenceId);
            insert.Parameters.AddWithValue("$number", message.SequenceNr);
            insert.Parameters.AddWithValue("$message", serializer.ToBinary(message.Payload));
            insert.Parameters.AddWithValue("$manifest", Serialization.ManifestFor(serializer, message.Payload));
            insert.Parameters.AddWithValue("$serializer", serializer.Identifier);
            insert.Parameters.AddWithValue("$writer", message.WriterGuid);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Reads one actor's events in their order.</summary>
    public IEnumerable<IPersistentRepresentation> Read(string persistenceId, long from, long to, long most)
    {
        using var select = Command(
            """
            SELECT sequence_number, message, manifest, identifier, writer_uuid, created FROM journal
            WHERE persistence_id = $id AND sequence_number BETWEEN $from AND $to AND deleted = 0
            ORDER BY sequence_number LIMIT $most
            """);
        select.Parameters.AddWithValue("$id", persistenceId);
        select.Parameters.AddWithValue("$from", from);
        select.Parameters.AddWithValue("$to", to);
        select.Parameters.AddWithValue("$most", most);
        using var row = select.ExecuteReader();
        while (row.Read())
        {
            var payload = serialization.Deserialize((byte[])row[1], row.GetInt32(3), row.IsDBNull(2) ? "" : row.GetString(2));
            yield return new Persistent(
                payload, row.GetInt64(0), persistenceId, writerGuid: row.IsDBNull(4) ? null : row.GetString(4), timestamp: row.GetInt64(5));
        }
    }

    /// <summary>The number of an actor's last event, hidden or not; 0 where there is none.</summary>
    public long LastOf(string persistenceId)
    {
        using var select = Command("SELECT MAX(sequence_number) FROM journal WHERE persistence_id = $id");
        select.Parameters.AddWithValue("$id", persistenceId);
        return select.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>Reads an actor's events up to a number no more; they stay in the file.</summary>
    public int Hide(string persistenceId, long to)
    {
        using var update = Command("UPDATE journal SET deleted = 1 WHERE persistence_id = $id AND sequence_number <= $to");
        update.Parameters.AddWithValue("$id", persistenceId);
        update.Parameters.AddWithValue("$to", to);
        return update.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    private SqliteCommand Command(string text)
    {
        var command = Connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var layOut = connection.CreateCommand();
            layOut.CommandText = Layout;
            layOut.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
