using Microsoft.Data.Sqlite;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>Reads the database of a run's journal while the run writes to it.</summary>
/// <param name="folder">The run's folder.</param>
internal sealed class JournalReader(string folder)
{
    /// <summary>How many events of a kind it has; 0 if it cannot be read yet.</summary>
    public long Events(string manifest)
    {
        try
        {
            using var journal = new SqliteConnection(
                $"Data Source={Path.Combine(folder, "journal", "journal.db")};Mode=ReadOnly;Pooling=false");
            journal.Open();
            using var count = journal.CreateCommand();
            count.CommandText = "SELECT COUNT(*) FROM journal WHERE manifest = $manifest";
            count.Parameters.AddWithValue("$manifest", manifest);
            return (long)count.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            return 0;
        }
    }
}
