namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>A sweep in one process needs no network, and nobody can reach it over one.</summary>
public sealed class NetworkTests : TemporaryFolder
{
    [Fact]
    public async Task A_run_opens_no_port()
    {
        using var process = SweepProcess.Start(
            ["run", Repository.Example("keras-decay"), "--out", In("run"), "--set", "training.epochs=400", "--quiet"]);
        await Wait.Until(() => process.HasExited || File.Exists(In("run", "journal", "journal.db")));
        Assert.False(process.HasExited, "The sweep ended before it was looked at; make it longer.");

        Assert.Empty(Sockets(process.Id).Intersect(InternetSockets(process.Id)));
    }

    // A socket's descriptor links to "socket:[INODE]". Those for debuggers are Unix sockets, not ports.
    private static HashSet<string> Sockets(int process) =>
    [
        .. Directory.GetFiles($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
            .Select(target => target![8..^1]),
    ];

    // See proc_net(5): the tenth column is the inode.
    private static IEnumerable<string> InternetSockets(int process) =>
        new[] { "tcp", "tcp6", "udp", "udp6" }
            .SelectMany(kind => File.ReadLines($"/proc/{process}/net/{kind}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[9]);
}
