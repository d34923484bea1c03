using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Microsoft.Data.Sqlite;

namespace SweepCluster.Cluster.Journal;

/// <summary>The journal in a SQLite database: one file, one writer, plain statements.</summary>
/// <remarks>
/// Akka.Persistence.Sql has the same table, and writes to other databases; but before its first statement it spends a
/// second of processor time on building queries, most of the time of a small sweep. A write is in the file when it is
/// answered, whole or not at all.
/// </remarks>
public sealed class SqliteJournal : AsyncWriteJournal
{
    private readonly JournalTable _table;

    // SQLite has one writer, and a reader blocks it: in turn, none is refused.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Made by Akka's persistence.</summary>
    public SqliteJournal(Config config) =>
        _table = new JournalTable(config.GetString("connection-string"), Context.System.Serialization);

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _table.Dispose();
        base.PostStop();
    }

    /// <inheritdoc/>
    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        var writes = messages.ToList();
        await InTurn(() =>
        {
            _table.Add(writes.SelectMany(write => (IImmutableList<IPersistentRepresentation>)write.Payload));
            return true;
        }, cancellationToken).ConfigureAwait(false);
        // Null says that no event is rejected for its content.
        return null!;
    }

    /// <inheritdoc/>
    protected override Task DeleteMessagesToAsync(
        string persistenceId, long toSequenceNr, CancellationToken cancellationToken) =>
        InTurn(() => _table.Hide(persistenceId, toSequenceNr), cancellationToken);

    /// <inheritdoc/>
    public override Task<long> ReadHighestSequenceNrAsync(
        string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) =>
        InTurn(() => _table.LastOf(persistenceId), cancellationToken);

    /// <inheritdoc/>
    public override Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback) =>
        InTurn(() =>
        {
            foreach (var message in _table.Read(persistenceId, fromSequenceNr, toSequenceNr, max))
                recoveryCallback(message);
            return true;
        }, CancellationToken.None);

    // SQLITE_CORRUPT, SQLITE_NOTADB and SQLITE_IOERR_SHORT_READ; SQLITE_ERROR too, because our statements fit an intact
    // table.
    private static bool IsDamage(SqliteException cause) =>
        cause.SqliteErrorCode is 11 or 26 or 1 || cause.SqliteExtendedErrorCode == 522;

    private async Task<T> InTurn<T>(Func<T> access, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(access, cancellation).ConfigureAwait(false);
        }
        catch (SqliteException cause) when (IsDamage(cause))
        {
            throw new DamagedJournalException(
                $"{_table.File} is no longer the database that was written ({cause.Message})", cause);
        }
        finally
        {
            _turn.Release();
        }
    }
}
