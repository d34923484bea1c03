using System.Runtime.Serialization;
using Akka.Persistence;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Serialization = Akka.Serialization.Serialization;

namespace SweepCluster.Cluster.Journal;

/// <summary>The table <c>journal</c> of a SQLite database, in the layout of Akka.Persistence.Sql.</summary>
/// <remarks>Not thread-safe.</remarks>
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

    /// <summary>The database's file.</summary>
    public string File { get; } = new SqliteConnectionStringBuilder(connectionString).DataSource;

    // Opened with the first use, and tried again with the next if that failed: a full disk may have room later.
    private SqliteConnection Connection => _connection ??= Open();

    /// <summary>Adds events, all or none.</summary>
    /// <exception cref="SqliteException">The file cannot be written, or already holds one of them.</exception>
    public void Add(IEnumerable<IPersistentRepresentation> messages)
    {
        using var transaction = Connection.BeginTransaction();
        using var insert = Command(
            """
            INSERT INTO journal (
              created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
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
    /// <exception cref="DamagedJournalException">One of them is missing, or is not what was written.</exception>
    public IEnumerable<IPersistentRepresentation> Read(string persistenceId, long from, long to, long most)
    {
        var next = Math.Max(from, LastHidden(persistenceId) + 1);
        var end = most < to - next + 1 ? next + most - 1 : to;
        using var select = Command(
            """
            SELECT sequence_number, message, manifest, identifier, writer_uuid, created FROM journal
            WHERE persistence_id = $id AND sequence_number BETWEEN $from AND $to AND deleted = 0
            ORDER BY sequence_number
            """);
        select.Parameters.AddWithValue("$id", persistenceId);
        select.Parameters.AddWithValue("$from", next);
        select.Parameters.AddWithValue("$to", end);
        using var row = select.ExecuteReader();
        for (; row.Read(); next++)
        {
            if (row.GetInt64(0) != next)
                break;
            yield return Event(persistenceId, row);
        }

        if (next <= end && LastOf(persistenceId) >= next)
            throw new DamagedJournalException($"event {next} of {persistenceId} is missing in {File}");
    }

    /// <summary>The number of an actor's last event, hidden or not; 0 if there is none.</summary>
    public long LastOf(string persistenceId)
    {
        using var select = Command("SELECT MAX(sequence_number) FROM journal WHERE persistence_id = $id");
        select.Parameters.AddWithValue("$id", persistenceId);
        return select.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>Hides an actor's events up to a number from reading; they stay in the file.</summary>
    public int Hide(string persistenceId, long to)
    {
        using var update = Command(
            "UPDATE journal SET deleted = 1 WHERE persistence_id = $id AND sequence_number <= $to");
        update.Parameters.AddWithValue("$id", persistenceId);
        update.Parameters.AddWithValue("$to", to);
        return update.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    private Persistent Event(string persistenceId, SqliteDataReader row)
    {
        try
        {
            var manifest = row.IsDBNull(2) ? "" : row.GetString(2);
            return new Persistent(
                serialization.Deserialize(row.GetFieldValue<byte[]>(1), row.GetInt32(3), manifest),
                row.GetInt64(0),
                persistenceId,
                writerGuid: row.IsDBNull(4) ? null : row.GetString(4),
                timestamp: row.GetInt64(5));
        }
        catch (Exception cause) when (cause is DamagedJournalException or SerializationException
            or InvalidProtocolBufferException or InvalidCastException or InvalidOperationException or ArgumentException)
        {
            var why = cause is DamagedJournalException or SerializationException ? cause.Message : "it cannot be read";
            throw new DamagedJournalException($"event {row.GetValue(0)} of {persistenceId} in {File}: {why}", cause);
        }
    }

    private long LastHidden(string persistenceId)
    {
        using var select = Command(
            "SELECT MAX(sequence_number) FROM journal WHERE persistence_id = $id AND deleted = 1");
        select.Parameters.AddWithValue("$id", persistenceId);
        return select.ExecuteScalar() as long? ?? 0;
    }

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
