using Akka.Configuration;
using Microsoft.Data.Sqlite;
using Npgsql;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Node;

/// <summary>The settings of the journal's plugin.</summary>
public static class JournalConfiguration
{
    /// <summary>The database's file name.</summary>
    public const string FileName = "journal.db";

    // A coordinator that is cut off during a write leaves its transaction open. Without limits, the database would keep
    // its locks for hours, until TCP gives up the connection, and no other coordinator could open the journal.
    private const string SessionLimits =
        "-c idle_in_transaction_session_timeout=5s -c tcp_user_timeout=5s "
        + "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3";

    // Akka would otherwise ask a plugin for a snapshot before the events; there are none.
    private const string NoSnapshots =
        """akka.persistence.snapshot-store.plugin = "akka.persistence.no-snapshot-store" """;

    // On a busy machine a file may take minutes, and nobody else can write it: waiting is right. Errors come from the
    // file itself, each time, instead of from an open circuit breaker.
    private const string Waits =
        """
        recovery-event-timeout = 24h
        circuit-breaker { max-failures = 2147483647, call-timeout = 24h }
        """;

    // A database may be gone for good; the coordinator then says so and tries again. It notices within 5 s that the
    // database is back.
    private const string TriesAgain =
        """
        recovery-event-timeout = 2m
        circuit-breaker { call-timeout = 1m, reset-timeout = 5s }
        """;

    // A user's tool that reads the file may lock it for a while.
    private const int SecondsLocked = 300;

    /// <summary>A SQLite file in a folder.</summary>
    internal static Config Sqlite(string folder) => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence.journal {
          plugin = "akka.persistence.journal.sqlite"
          sqlite {
            class = "SweepCluster.Cluster.Journal.SqliteJournal, SweepCluster.Cluster"
            plugin-dispatcher = "akka.persistence.dispatchers.default-plugin-dispatcher"
            connection-string = "{{Quoted(SqliteText(folder))}}"
            {{Waits}}
          }
        }
        {{NoSnapshots}}
        """);

    /// <summary>The store of a coordinator's settings.</summary>
    internal static Config For(StoreSettings store) => store switch
    {
        StoreSettings.InFolder folder => Sqlite(folder.Folder),
        StoreSettings.InPostgreSql database => PostgreSql(Limited(database.ConnectionString)),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such place for a journal."),
    };

    private static Config PostgreSql(string connection) => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence.journal {
          plugin = "akka.persistence.journal.sql"
          sql {
            class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
            provider-name = "PostgreSQL.15"
            connection-string = "{{Quoted(connection)}}"
            auto-initialize = true
            {{TriesAgain}}
          }
        }
        {{NoSnapshots}}
        """).WithFallback(Akka.Persistence.Sql.SqlPersistence.DefaultConfiguration);

    private static string Limited(string connection)
    {
        var limited = new NpgsqlConnectionStringBuilder(connection);
        limited.Options = $"{limited.Options} {SessionLimits}".TrimStart();
        return limited.ConnectionString;
    }

    // A full path, because SQLite takes a name that begins with "file:" for a URI.
    private static string SqliteText(string folder) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.GetFullPath(Path.Combine(folder, FileName)),
        Pooling = false,
        DefaultTimeout = SecondsLocked,
    }.ConnectionString;

    private static string Quoted(string text) => string.Concat(text.Select(c => c switch
    {
        '\\' or '"' => $"\\{c}",
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    }));
}
