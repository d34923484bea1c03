using Akka.Configuration;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Node;

/// <summary>Where the journal lies.</summary>
internal static class JournalConfiguration
{
    /// <summary>SQLite files in a folder; journal and snapshots apart, for SQLite has one writer a file.</summary>
    public static Config Sqlite(string folder) =>
        Sql("SQLite.MS", ConnectionString(folder, "journal.db"), ConnectionString(folder, "snapshots.db"));

    /// <summary>Where a coordinator's settings say.</summary>
    public static Config For(StoreSettings store) => store switch
    {
        StoreSettings.InFolder folder => Sqlite(folder.Folder),
        StoreSettings.InPostgreSql database => Sql("PostgreSQL.15", database.ConnectionString, database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such place for a journal."),
    };

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
