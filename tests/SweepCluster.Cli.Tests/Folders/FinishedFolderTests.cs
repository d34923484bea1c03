using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Running;

namespace SweepCluster.Cli.Tests.Folders;

/// <summary>A finished folder whose files were removed or changed.</summary>
public sealed class FinishedFolderTests : IAsyncLifetime
{
    private static readonly string[] Written =
        ["attempts.csv", "configurations.csv", "curves.csv", "report.html", "summary.csv", "sweep.hocon"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(
            In("example.hocon"),
            "sweep { name = example, dataset { synthetic { rows = 60, noise = 0.1 } }, training.epochs = 2, "
            + "search-space { decay = [0, 0.1, 1] } }");
        Assert.Equal(0, await Run());
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("curves.csv")]
    [InlineData("configurations.csv", "attempts.csv")]
    [InlineData("attempts.csv", "configurations.csv", "curves.csv", "report.html")]
    public async Task Removed_files_are_written_again_with_the_same_bytes(params string[] removed)
    {
        var before = Contents();
        foreach (var name in removed)
            File.Delete(In("out", name));

        Assert.Equal(0, await Run());
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Without_a_journal_only_the_report_is_written_again()
    {
        Directory.Delete(In("out", "journal"), recursive: true);
        File.Delete(In("out", "attempts.csv"));
        File.Delete(In("out", "report.html"));

        Assert.Equal(0, await Run());
        Assert.True(File.Exists(In("out", "report.html")));
        Assert.False(File.Exists(In("out", "attempts.csv")));
        Assert.False(Directory.Exists(In("out", "journal")));
    }

    [Fact]
    public async Task A_changed_summary_is_refused_and_written_again_once_it_is_moved_away()
    {
        var summary = In("out", "summary.csv");
        var right = File.ReadAllText(summary);
        string[] edited =
        [
            right + "\n",
            right.Replace(',', ';'),
            right[..(right.Length / 2)],
            right.Replace("\n", "\n\n", StringComparison.Ordinal),
            right.Replace("COMPLETE", "", StringComparison.Ordinal),
            string.Join('\n', right.Split('\n').Reverse()),
        ];
        foreach (var wrong in edited)
        {
            File.WriteAllText(summary, wrong);
            var refused = await Assert.ThrowsAsync<UnusableFolderException>(Run);
            Assert.InRange(refused.Lines.Count, 1, 2);
            Assert.StartsWith(summary, refused.Lines[0], StringComparison.Ordinal);
            Assert.Contains("elsewhere", refused.Message, StringComparison.Ordinal);
            Assert.Equal(wrong, File.ReadAllText(summary));
        }

        File.Delete(summary);
        Assert.Equal(0, await Run());
        Assert.Equal(right, File.ReadAllText(summary));
    }

    private Task<int> Run() => SweepRun.RunAsync(
        new RunOptions(In("example.hocon"), In("out"), 1, [], Fresh: false, Quiet: true),
        TestContext.Current.CancellationToken);

    private List<string> Contents() => [.. Written.Select(name => File.ReadAllText(In("out", name)))];

    private string In(params string[] path) => Path.Combine([_folder, .. path]);
}
