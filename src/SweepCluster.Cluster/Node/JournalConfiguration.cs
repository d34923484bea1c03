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

    /// <summary>SQLite files in a folder; journal and snapshots apart, for SQLite has one writer a file.</summary>
    public static Config Sqlite(string folder) =>
        Sql("SQLite.MS", ConnectionString(folder, "journal.db"), ConnectionString(folder, "snapshots.db"));

    /// <summary>Where a coordinator's settings say.</summary>
    public static Config For(StoreSettings store) => store switch
    {
        StoreSettings.InFolder folder => Sqlite(folder.Folder),
        StoreSettings.InPostgreSql database => PostgreSql(Limited(database.ConnectionString)),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such place for a journal."),
    };

    private static Config PostgreSql(string connection) => Sql("PostgreSQL.15", connection, connection);

    private static string Limited(string connection)
    {
        var limited = new NpgsqlConnectionStringBuilder(connection);
        limited.Options = $"{limited.Options} {SessionLimits}".TrimStart();
        return limited.ConnectionString;
    }

    private static Config Sql(string provider, string journal, string snapshots) => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              provider-name = "{{provider}}"
              connection-string = "{{Quoted(journal)}}"
              auto-initialize = true
              circuit-breaker.reset-timeout = 5s # a database that is back is noticed so soon
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              provider-name = "{{provider}}"
              connection-string = "{{Quoted(snapshots)}}"
              auto-initialize = true
            }
          }
        }
        """).WithFallback(Akka.Persistence.Sql.SqlPersistence.DefaultConfiguration);

    private static string ConnectionString(string folder, string file) =>
        $"Data Source={Path.Combine(folder, file)};Pooling=true;Default Timeout=10";

    private static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
