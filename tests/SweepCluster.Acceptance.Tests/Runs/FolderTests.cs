using Microsoft.Data.Sqlite;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>A run goes on from its output folder, and never overwrites what is not its own.</summary>
public sealed class FolderTests : TemporaryFolder
{
    [Fact]
    public async Task A_complete_sweep_is_shown_again_without_training()
    {
        await Answer();
        var attempts = File.ReadAllText(In("out", "attempts.csv"));
        var ended = await Answer();

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("complete already", ended.Output, StringComparison.Ordinal);
        Assert.Contains("CONVERGED", ended.Output, StringComparison.Ordinal);
        Assert.Equal(attempts, File.ReadAllText(In("out", "attempts.csv")));
    }

    [Fact]
    public async Task Fresh_starts_over_and_gives_the_same_summary()
    {
        await Answer();
        var attempts = File.ReadAllText(In("out", "attempts.csv"));
        var summary = File.ReadAllText(In("out", "summary.csv"));
        var ended = await Answer("--fresh");

        Assert.Equal(0, ended.ExitCode);
        Assert.NotEqual(attempts, File.ReadAllText(In("out", "attempts.csv")));
        Assert.Equal(summary, File.ReadAllText(In("out", "summary.csv")));
    }

    [Fact]
    public async Task A_quiet_run_prints_nothing()
    {
        var ended = await Answer("--quiet");

        Assert.Equal(new SweepProcess.Ended(0, "", ""), ended);
    }

    [Fact]
    public async Task A_folder_of_another_sweep_is_refused_and_not_touched()
    {
        await Answer();
        var before = Contents();
        var ended = await Answer("--set", "seed=43");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("belongs to another sweep", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\nseed is 43 here and 42 there.\n", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Results_of_unknown_origin_are_not_overwritten()
    {
        Directory.CreateDirectory(In("out"));
        File.WriteAllText(In("out", "summary.csv"), "mine");
        var ended = await Answer();

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal("mine", File.ReadAllText(In("out", "summary.csv")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_reported_without_a_stack_trace()
    {
        var folder = Path.Combine(Write("file", ""), "out");
        var ended = await SweepProcess.Run(["run", Repository.Example("keras-answer"), "--out", folder]);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("cannot be written", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complete_folder_that_cannot_be_written_is_shown()
    {
        await using var disk = await SmallDisk.Make(In("out"), "20m");
        await Answer();
        await disk.Freeze();
        var ended = await Answer();

        Assert.Equal(0, ended.ExitCode);
        var line = Assert.Single(ended.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("240,000 rows of features", line, StringComparison.Ordinal);
        Assert.Contains("CONVERGED", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_that_is_missing_is_written_again_unless_its_journal_is_damaged()
    {
        await Answer();
        var attempts = File.ReadAllText(In("out", "attempts.csv"));
        var summary = File.ReadAllText(In("out", "summary.csv"));
        File.Delete(In("out", "summary.csv"));
        var verify = await SweepProcess.Run(["verify", In("out")]);
        var advice = $"Run 'sweep run {In("out", "sweep.hocon")} --out {In("out")}'";
        Assert.Equal(2, verify.ExitCode);
        Assert.Contains(advice, verify.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Answer()).ExitCode);
        Assert.Equal(attempts, File.ReadAllText(In("out", "attempts.csv")));
        Assert.Equal(summary, File.ReadAllText(In("out", "summary.csv")));

        File.Delete(In("out", "summary.csv"));
        FlipABit(In("out", "journal", "journal.db"));
        var damaged = await Answer();
        Assert.Equal(2, damaged.ExitCode);
        Assert.Contains("the journal is damaged: event ", damaged.Error, StringComparison.Ordinal);
        Assert.Contains($"in {In("out", "journal", "journal.db")}", damaged.Error, StringComparison.Ordinal);
        Assert.Contains("--fresh", damaged.Error, StringComparison.Ordinal);
        Assert.Equal(2, damaged.Error.TrimEnd().Split('\n').Skip(1).Count());
        Assert.False(File.Exists(In("out", "summary.csv")));
        Assert.Equal(0, (await Answer("--fresh")).ExitCode);
        Assert.Equal(summary, File.ReadAllText(In("out", "summary.csv")));
    }

    // In a message, because SQLite itself may notice damage to its own structures.
    private static void FlipABit(string database)
    {
        using var journal = new SqliteConnection($"Data Source={database};Pooling=false");
        journal.Open();
        using var read = journal.CreateCommand();
        read.CommandText = "SELECT message FROM journal WHERE manifest = 'completed.1'";
        var message = (byte[])read.ExecuteScalar()!;
        message[message.Length / 2] ^= 1;
        using var write = journal.CreateCommand();
        write.CommandText = "UPDATE journal SET message = $message WHERE manifest = 'completed.1'";
        write.Parameters.AddWithValue("$message", message);
        Assert.Equal(1, write.ExecuteNonQuery());
    }

    private Task<SweepProcess.Ended> Answer(params string[] more) =>
        SweepProcess.Run(["run", Repository.Example("keras-answer"), "--out", In("out"), .. more]);

    private List<string> Contents() =>
        [.. Directory.EnumerateFiles(In("out"), "*", SearchOption.AllDirectories).Order()
            .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
}
