using System.Diagnostics;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>The same bits on lesser processors, which child processes with instructions switched off stand in for.</summary>
public class ProcessorTests
{
    private const string DigestFile = "SWEEPCLUSTER_DIGEST_FILE";

    public static TheoryData<string, LaneWidth> Switches => new()
    {
        { "DOTNET_EnableAVX512", LaneWidth.V256 },
        { "DOTNET_EnableAVX2", LaneWidth.V128 },
        { "DOTNET_EnableHWIntrinsic", LaneWidth.Scalar },
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task Instructions_switched_off_change_no_bit(string variable, LaneWidth widest)
    {
        var file = Path.GetTempFileName();
        try
        {
            await RunChild(variable, file);
            var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
            Assert.True(Enum.Parse<LaneWidth>(lines[0]) <= widest);
            Assert.All(lines.Skip(1), line => Assert.Equal(BitsDigest.Of(LaneWidths.Widest), line));
            Assert.Equal(1 + Enum.GetValues<LaneWidth>().Length, lines.Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact(Explicit = true)]
    public void Child_writes_its_widest_lanes_and_its_digest_for_each_width()
    {
        var digests = Enum.GetValues<LaneWidth>().Select(BitsDigest.Of);
        File.WriteAllLines(Environment.GetEnvironmentVariable(DigestFile)!, [LaneWidths.Widest.ToString(), .. digests]);
    }

    private static async Task RunChild(string variable, string file)
    {
        var method = $"{typeof(ProcessorTests).FullName}.{nameof(Child_writes_its_widest_lanes_and_its_digest_for_each_width)}";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(ProcessorTests).Assembly.Location, "-explicit", "only", "-method", method },
            RedirectStandardOutput = true,
        };
        start.Environment[variable] = "0";
        start.Environment[DigestFile] = file;
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, output);
    }
}
