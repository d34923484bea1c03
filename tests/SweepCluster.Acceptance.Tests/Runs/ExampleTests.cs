using SweepCluster.Acceptance.Tests.Pinned;
namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>Every sweep file that is shipped runs, and begins with a comment that describes it.</summary>
public sealed class ExampleTests : TemporaryFolder
{
    public static TheoryData<string> Examples => [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "hocon", "sweeps"), "*.hocon")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_runs_to_its_end(string example)
    {
        // sweep.hocon names the data relative to its folder: beside it, the path is the same wherever the sources are.
        File.Copy(Repository.Example(example), In($"{example}.hocon"));
        Directory.CreateDirectory(In("data"));
        foreach (var table in Directory.EnumerateFiles(Repository.ExampleData("")))
            File.Copy(table, In("data", Path.GetFileName(table)));
        var ended = await SweepProcess.Run(["run", In($"{example}.hocon"), "--out", In("out")]);

        Assert.Equal(0, ended.ExitCode);
        Assert.StartsWith("# ", File.ReadAllText(Repository.Example(example)), StringComparison.Ordinal);
        Assert.All(Summary.Read(In("out")), row => Assert.Contains(row["state"], new[] { "COMPLETE", "DIVERGED" }));
        Assert.All(
            new[] { "configurations.csv", "curves.csv", "attempts.csv", "sweep.hocon", "report.html" },
            name => Assert.NotEqual(0, new FileInfo(In("out", name)).Length));
        Pins.AssertHold(example, In("out"));
    }
}
