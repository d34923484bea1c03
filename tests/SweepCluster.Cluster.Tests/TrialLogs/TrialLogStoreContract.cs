using SweepCluster.Cluster.Tests.Data;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.TrialLogs;

/// <summary>What every store of logs does.</summary>
public abstract class TrialLogStoreContract
{
    /// <summary>Opens the store of this test, again if it was opened before.</summary>
    protected abstract ITrialLogStore Open();

    [Fact]
    public void What_was_kept_is_found_by_another_process_and_a_later_attempt_replaces_it()
    {
        var store = Open();
        store.Keep("a", 3, Of(1, "first"));
        store.Keep("a", 3, Of(2, "second"));
        store.Keep("a", 3_000, Of(1, "another trial"));
        store.Keep("b", 3, Of(1, "another sweep"));

        Assert.Equal(Of(2, "second"), Open().Read("a", 3, LogCursor.Tail));
        Assert.Equal(Of(1, "another trial"), Open().Read("a", 3_000, LogCursor.Tail));
        Assert.Equal(Of(1, "another sweep"), Open().Read("b", 3, LogCursor.Tail));
        Assert.Null(Open().Read("a", 4, LogCursor.Tail));
    }

    [Fact]
    public void Only_what_is_asked_for_is_given()
    {
        Open().Keep("a", 0, Of(1, "abcdef"));

        var log = Open().Read("a", 0, new LogCursor(1, 4, -1))!;

        Assert.Equal(new LogText(4, [.. "ef"u8], 6), log.Output);
        Assert.Equal(new LogText(5, [.. "f"u8], 6), log.Errors);
    }

    private static TrialLog Of(int attempt, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var part = new LogText(0, [.. bytes], bytes.Length);
        return new TrialLog(attempt, false, part, part);
    }
}

public sealed class FolderLogStoreTests : TrialLogStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Logs => Path.Combine(_folder.FullPath, FolderLogStore.FolderName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_damaged_file_counts_as_none()
    {
        Open().Keep("a", 0, TrialLog.Nothing with { Attempt = 1 });
        var path = Directory.GetFiles(Logs, "*", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Null(Open().Read("a", 0, LogCursor.Tail));
    }

    protected override ITrialLogStore Open() => new FolderLogStore(Logs);
}

[Trait("Needs", "Linux")]
public sealed class SqlLogStoreTests(PostgresServer postgres) : TrialLogStoreContract, IDisposable
{
    private readonly string _connection = postgres.NewDatabase();
    private readonly List<SqlLogStore> _opened = [];

    public void Dispose() => _opened.ForEach(store => store.Dispose());

    protected override ITrialLogStore Open()
    {
        _opened.Add(new SqlLogStore(_connection));
        return _opened[^1];
    }
}
