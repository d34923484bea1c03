namespace SweepCluster.Acceptance.Tests.Pinned;

/// <summary>A variety of sweeps still gives the files of earlier releases.</summary>
public sealed class PinnedFilesTests : TemporaryFolder
{
    public static TheoryData<string> Sweeps =>
    [
        .. Directory.EnumerateFiles(Pins.Folder, "*.hocon")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(),
    ];

    [Theory]
    [MemberData(nameof(Sweeps))]
    public async Task A_sweep_gives_the_same_bytes_as_ever(string sweep)
    {
        foreach (var table in (string[])["nile_windows.csv", "sunspots_yearly.csv"])
            File.Copy(Repository.ExampleData(table), In(table));
        File.Copy(Path.Combine(Pins.Folder, $"{sweep}.hocon"), In($"{sweep}.hocon"));
        var ended = await SweepProcess.Run(["run", In($"{sweep}.hocon"), "--out", In("out"), "--quiet"]);

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Pins.AssertHold(sweep, In("out"));
    }
}
