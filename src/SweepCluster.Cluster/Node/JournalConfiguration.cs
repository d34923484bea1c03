using Akka.Configuration;
using Npgsql;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Node;

/// <summary>Where the journal lies.</summary>
internal static class JournalConfiguration
{
    // A coordinator that is cut off in the midst of a write leaves its transaction open. Without limits the database keeps the
    // locks of that until TCP gives the connection up, in hours, and no other coordinator can open the journal meanwhile.
    private const string SessionLimits =
        "-c idle_in_transaction_session_timeout=5s -c tcp_user_timeout=5s "
        + "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3";

    // Every plugin would be asked for a snapshot before the events, and there are none.
    private const string NoSnapshots = """akka.persistence.snapshot-store.plugin = "akka.persistence.no-snapshot-store" """;

    // A database that is back is noticed so soon.
    private const string NoticedAgain = "circuit-breaker.reset-timeout = 5s";

    /// <summary>A SQLite file in a folder.</summary>
    public static Config Sqlite(string folder) => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence.journal {
          plugin = "akka.persistence.journal.sqlite"
          sqlite {
            class = "SweepCluster.Cluster.Journal.SqliteJournal, SweepCluster.Cluster"
            plugin-dispatcher = "akka.persistence.dispatchers.default-plugin-dispatcher"
            connection-string = "{{Quoted($"Data Source={Path.Combine(folder, "journal.db")};Pooling=false;Default Timeout=10")}}"
            {{NoticedAgain}}
          }
        }
        {{NoSnapshots}}
        """);

    /// <summary>Where a coordinator's settings say.</summary>
    public static Config For(StoreSettings store) => store switch
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
            {{NoticedAgain}}
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

    private static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
