using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>A full disk stops a sweep with a plain word; what is recorded stays, and the sweep goes on from it.</summary>
public sealed class FullDiskTests : TemporaryFolder
{
    [Fact]
    public async Task A_full_disk_is_said_plainly_and_nothing_is_lost()
    {
        Directory.CreateDirectory(In("disk"));
        Assert.SkipUnless(
            await Mount("-t", "tmpfs", "-o", "size=110k", "tmpfs", In("disk")), "Only root may make a small disk.");
        try
        {
            var full = await Run(In("disk", "out"));
            Assert.Equal(2, full.ExitCode);
            Assert.Contains("cannot be written", full.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);

            Assert.True(await Mount("-o", "remount,size=20m", In("disk")));
            Assert.Equal(0, (await Run(In("disk", "out"))).ExitCode);
            await Run(In("reference"));
            Assert.Equal(File.ReadAllText(In("reference", "summary.csv")), File.ReadAllText(In("disk", "out", "summary.csv")));
        }
        finally
        {
            await Execute("umount", In("disk"));
        }
    }

    private static Task<SweepProcess.Ended> Run(string folder) => SweepProcess.Run(
        ["run", Repository.Example("keras-decay"), "--out", folder, "--set", "training.epochs=200", "--set", "dataset.synthetic.rows=1000", "--quiet"]);

    private static Task<bool> Mount(params string[] arguments) => Execute("mount", arguments);

    private static async Task<bool> Execute(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
