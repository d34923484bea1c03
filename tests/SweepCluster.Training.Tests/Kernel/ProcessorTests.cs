using System.Diagnostics;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>
/// The same bits on lesser processors, as child processes with instructions switched off simulate them.
/// </summary>
public class ProcessorTests
{
    private const string DigestFile = "SWEEPCLUSTER_DIGEST_FILE";

    private static readonly Dictionary<string, LaneWidth> Widest = new()
    {
        ["DOTNET_EnableAVX512"] = LaneWidth.V256,
        ["DOTNET_EnableAVX2"] = LaneWidth.V128,
        ["DOTNET_EnableHWIntrinsic"] = LaneWidth.Scalar,
    };

    // Side by side, on as many cores as there are.
    private static readonly Lazy<Dictionary<string, Task<string[]>>> Children =
        new(() => Widest.Keys.ToDictionary(variable => variable, RunChild));

    private static readonly Lazy<string> Expected = new(() => BitsDigest.Of(LaneWidths.Widest));

    public static TheoryData<string> Switches => [.. Widest.Keys];

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task Instructions_switched_off_change_no_bit(string variable)
    {
        var lines = await Children.Value[variable];

        Assert.True(Enum.Parse<LaneWidth>(lines[0]) <= Widest[variable]);
        Assert.All(lines.Skip(1), line => Assert.Equal(Expected.Value, line));
        Assert.Equal(1 + Enum.GetValues<LaneWidth>().Length, lines.Length);
    }

    [Fact(Explicit = true)]
    public void Child_writes_its_widest_lanes_and_its_digest_for_each_width()
    {
        var digests = Enum.GetValues<LaneWidth>().Select(BitsDigest.Of);
        File.WriteAllLines(Environment.GetEnvironmentVariable(DigestFile)!, [LaneWidths.Widest.ToString(), .. digests]);
    }

    private static async Task<string[]> RunChild(string variable)
    {
        var file = Path.GetTempFileName();
        var method =
            $"{typeof(ProcessorTests).FullName}.{nameof(Child_writes_its_widest_lanes_and_its_digest_for_each_width)}";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(ProcessorTests).Assembly.Location, "-explicit", "only", "-method", method },
            RedirectStandardOutput = true,
        };
        start.Environment[variable] = "0";
        start.Environment[DigestFile] = file;
        try
        {
            using var child = Process.Start(start)!;
            var output = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            Assert.True(child.ExitCode == 0, output);
            return await File.ReadAllLinesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
