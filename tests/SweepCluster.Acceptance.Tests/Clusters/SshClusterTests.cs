using System.Diagnostics;
using System.Net;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Installing;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>deploy/ssh/cluster manages hosts that run a real sshd.</summary>
public sealed class SshClusterTests : TemporaryFolder
{
    [Fact]
    [Trait("Length", "long")]
    public async Task Hosts_are_added_and_removed_while_a_sweep_runs()
    {
        var expected = await Sweeps.Expected(this, "long", epochs: 400);
        await using var network = await HostNetwork.Make(4);
        using var ssh = await Prepare(network, "- coordinator", "1 worker", "1 worker");
        await Cluster("--binaries", Repository.Binaries, "up");
        try
        {
            await using var client = Connections.With(In("cluster", "client.hocon"));
            using var submit = Submit();
            await client.UntilNodes(nodes => nodes.Sum(node => node.Busy) == 2);

            var watch = Stopwatch.StartNew();
            await Cluster("add", network.AddressOf(3), "1");
            var joined = watch.Elapsed;
            await client.UntilNodes(nodes => nodes.Any(node => IsOn(node, network, 3) && node.Busy == 1));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"From `cluster add`: {joined.TotalSeconds:f1} s until it had joined, "
                + $"{watch.Elapsed.TotalSeconds:f1} s until it worked.");

            await Cluster("remove", network.AddressOf(1));
            await client.UntilNodes(nodes => !nodes.Any(node => IsOn(node, network, 1)));
            Assert.False(Directory.Exists(Path.Combine(ssh.HomeOf(1), ".sweepcluster")));
            var status = await Cluster("status");
            Assert.Equal(2, status.Split('\n').Count(line => line.Contains(": worker runs", StringComparison.Ordinal)));
            Assert.Contains($"{network.AddressOf(3)}:", status, StringComparison.Ordinal);

            Assert.Equal(0, (await submit.End()).ExitCode);
            Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
            var attempts = File.ReadAllText(In("submitted", "attempts.csv"));
            Assert.Contains($",{network.AddressOf(3)}:", attempts, StringComparison.Ordinal);
        }
        finally
        {
            await Cluster("down");
        }

        Assert.Empty(Running());
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task Three_coordinators_share_a_database_and_all_start_again_in_turn()
    {
        var expected = await Sweeps.Expected(this, "long", epochs: 400);
        await using var network = await HostNetwork.Make(3);
        using var postgres = new PostgresServer { Host = network.DatabaseAddress };
        using var ssh = await Prepare(network, "1 both", "1 both", "- coordinator");
        File.WriteAllText(In("cluster", "connection"), $"{postgres.NewDatabase()};Password=for-no-eyes");
        await Cluster("--binaries", Repository.Binaries, "up");
        try
        {
            await using var client = Connections.With(In("cluster", "client.hocon"));
            using var submit = Submit();
            await client.UntilNodes(nodes => nodes.Sum(node => node.Busy) == 2);
            Assert.All(Secrets(), secret => Assert.DoesNotContain(secret, CommandLines(), StringComparison.Ordinal));

            var before = Running().ToHashSet();
            await Cluster("restart");
            Assert.Equal(5, Running().Count(process => !before.Contains(process)));

            Assert.Equal(0, (await submit.End()).ExitCode);
            Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        }
        finally
        {
            await Cluster("down");
        }

        Assert.Empty(Running());
    }

    private static bool IsOn(NodeStatus node, HostNetwork network, int host) =>
        IPEndPoint.Parse(node.Address).Address.Equals(IPAddress.Parse(network.AddressOf(host)));

    private static IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _));

    private static string CommandLines() => string.Join('\n', Processes()
        .Select(process => OrNothing(() => File.ReadAllText(Path.Combine(process, "cmdline")))));

    private static string FolderOf(string process) => OrNothing(() =>
        Directory.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName ?? "");

    private static string OrNothing(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The process has just ended, or is not ours.
            return "";
        }
    }

    private IEnumerable<string> Secrets() => Directory.EnumerateFiles(In("cluster", "certs"), "*.password")
        .Select(file => File.ReadAllText(file).Trim())
        .Append("for-no-eyes");

    // The processes that run in a folder of one of our hosts.
    private IEnumerable<string> Running() =>
        Processes().Where(process => FolderOf(process).StartsWith(In("ssh"), StringComparison.Ordinal));

    private async Task<SshHosts> Prepare(HostNetwork network, params string[] hosts)
    {
        Directory.CreateDirectory(In("cluster"));
        await File.WriteAllLinesAsync(
            In("cluster", "hosts"),
            hosts.Select((line, host) => $"{network.AddressOf(host)} {line}"),
            TestContext.Current.CancellationToken);
        var ssh = await SshHosts.Start(network, In("ssh"));
        File.Copy(ssh.ClientConfiguration, In("cluster", "ssh_config"));
        return ssh;
    }

    private Task<string> Cluster(params string[] arguments) => Outside.Succeed(
        "bash", [Path.Combine(Repository.Root, "deploy", "ssh", "cluster"), "--dir", In("cluster"), .. arguments]);

    private SweepProcess Submit() => SweepProcess.Start(
        ["submit", In("long.hocon"), "--config", In("cluster", "client.hocon"), "--out", In("submitted"), "--quiet"]);
}
