namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>A full disk stops a sweep with a plain message; the sweep can go on from what is recorded.</summary>
public sealed class FullDiskTests : TemporaryFolder
{
    [Fact]
    public async Task A_full_disk_is_reported_plainly_and_nothing_is_lost()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "110k");
        var full = await Run(In("disk", "out"));
        Assert.Equal(2, full.ExitCode);
        Assert.Contains("cannot be written", full.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);

        await disk.Grow("20m");
        Assert.Equal(0, (await Run(In("disk", "out"))).ExitCode);
        await Run(In("reference"));
        Assert.Equal(
            File.ReadAllText(In("reference", "summary.csv")), File.ReadAllText(In("disk", "out", "summary.csv")));
    }

    private static Task<SweepProcess.Ended> Run(string folder) => SweepProcess.Run(
    [
        "run", Repository.Example("keras-decay"), "--out", folder, "--quiet",
        "--set", "training.epochs=200", "--set", "dataset.synthetic.rows=1000",
    ]);
}
