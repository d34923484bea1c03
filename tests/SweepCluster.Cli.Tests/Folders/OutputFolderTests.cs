using SweepCluster.Cli.Folders;

namespace SweepCluster.Cli.Tests.Folders;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_written_whole_or_not_at_all()
    {
        using var folder = OutputFolder.Open(_folder, "f", "text", fresh: false);
        folder.Write("a.csv", writer => writer.Write("before"));

        Assert.Throws<IOException>(() => folder.Write("a.csv", writer =>
        {
            writer.Write("half");
            throw new IOException("No space left on device");
        }));
        Assert.Equal("before", File.ReadAllText(Path.Combine(_folder, "a.csv")));
        Assert.Equal(
            [".lock", "a.csv", "sweep.hocon"],
            Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_runs_cannot_work_in_one_folder()
    {
        using var first = OutputFolder.Open(_folder, "f", "text", fresh: false);

        var refused = Assert.Throws<UnusableFolderException>(
            () => OutputFolder.Open(_folder, "f", "text", fresh: false));
        Assert.Contains("at work", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fresh_keeps_files_that_are_not_the_sweeps()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "mine");
        OutputFolder.Open(_folder, "f", "text", fresh: false).Dispose();
        OutputFolder.Open(_folder, "other", "text", fresh: true).Dispose();

        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder, "notes.txt")));
    }
}
