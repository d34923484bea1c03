using Akka.Configuration;

namespace SweepCluster.Cluster.Node;

/// <summary>Where the journal lies.</summary>
internal static class JournalConfiguration
{
    /// <summary>SQLite files in a folder; journal and snapshots apart, for SQLite has one writer a file.</summary>
    public static Config Sqlite(string folder) => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              provider-name = "SQLite.MS"
              connection-string = "{{ConnectionString(folder, "journal.db")}}"
              auto-initialize = true
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              provider-name = "SQLite.MS"
              connection-string = "{{ConnectionString(folder, "snapshots.db")}}"
              auto-initialize = true
            }
          }
        }
        """).WithFallback(Akka.Persistence.Sql.SqlPersistence.DefaultConfiguration);

    private static string ConnectionString(string folder, string file)
    {
        var path = Path.Combine(folder, file).Replace("\\", "\\\\", StringComparison.Ordinal);
        return $"Data Source={path};Pooling=true;Default Timeout=10";
    }
}
