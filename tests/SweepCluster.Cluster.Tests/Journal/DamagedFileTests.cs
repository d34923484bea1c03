using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cluster.Tests.Journal;

/// <summary>A damaged journal file is either reported with its path, or the damage does not matter.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Flips = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    private string Database => Path.Combine(_folder, JournalConfiguration.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_flipped_bit_never_changes_a_result()
    {
        var (right, written) = await Written();
        var random = new Random(1);
        var reported = 0;
        for (var i = 0; i < Flips; i++)
        {
            var flipped = (byte[])written.Clone();
            var (at, bit) = (random.Next(flipped.Length), random.Next(8));
            flipped[at] ^= (byte)(1 << bit);
            reported += await IsReported(flipped, right, $"bit {bit} of byte {at}") ? 1 : 0;
        }

        Assert.True(reported > 0);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("a page less")]
    [InlineData("no whole page")]
    [InlineData("garbage")]
    [InlineData("a page of zeros")]
    [InlineData("some text")]
    public async Task A_truncated_or_overwritten_file_is_reported_as_damaged(string how)
    {
        var (right, written) = await Written();
        byte[] damaged = how switch
        {
            "half" => written[..(written.Length / 2)],
            "a page less" => written[..^4096],
            "no whole page" => written[..^100],
            "garbage" => Garbage(written.Length),
            "a page of zeros" => [.. written[..4096], .. new byte[4096], .. written[8192..]],
            _ => "dear diary"u8.ToArray(),
        };

        Assert.True(await IsReported(damaged, right, how));
    }

    private static byte[] Garbage(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private async Task<bool> IsReported(byte[] damaged, string right, string what)
    {
        await File.WriteAllBytesAsync(Database, damaged, TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal(right, Text(await Run()));
            return false;
        }
        catch (SweepInterruptedException interrupted)
        {
            Assert.True(interrupted.Kind == OutageKind.Damage, $"{what}: {interrupted.Message}");
            Assert.Contains("damaged", interrupted.Message, StringComparison.Ordinal);
            Assert.Contains(Database, interrupted.Message, StringComparison.Ordinal);
            return true;
        }
    }

    private async Task<(string Right, byte[] Journal)> Written()
    {
        var right = Text(await Run());
        return (right, await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken));
    }

    private async Task<SweepResults> Run()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = new EmbeddedNodeOptions(_folder, 2, new Example.Trainer(), TimeProvider.System);
        await using var node = await EmbeddedNode.StartAsync(options, cancellation);
        var submit = new SweepProtocol.SubmitSweep("example", "fingerprint", Example.Text, 1);
        return await new SweepClient(node.System, node.Coordinator).RunAsync(submit, (_, _) => { }, cancellation);
    }

    private static string Text(SweepResults results)
    {
        using var text = new StringWriter();
        SummaryCsv.Write(text, results);
        return text.ToString();
    }
}
