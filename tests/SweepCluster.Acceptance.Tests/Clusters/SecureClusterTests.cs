using System.Net.Sockets;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A cluster with TLS refuses strangers, and its sweep goes on.</summary>
public sealed class SecureClusterTests : TemporaryFolder
{
    private const string Coordinator = "127.0.0.2";
    private const string Worker = "127.0.0.3";

    [Fact]
    public async Task Strangers_are_refused_and_the_sweep_goes_on()
    {
        await MakeCertificates("ours", Coordinator, Worker);
        await MakeCertificates("foreign", Worker);
        var expected = await Sweeps.Expected(this, "long");
        using var coordinator = NodeProcess.Start(
            ["coordinator", "--host", Coordinator, "--port", "0", "--data", In("data"), .. Tls("ours", Coordinator)]);
        var address = await coordinator.Up();
        using var worker = NodeProcess.Start(["worker", "--join", address, "--host", Worker, .. Tls("ours", Worker)]);
        await worker.Up();
        Write("client.hocon", $"node {{ tls {{ {string.Join(", ", Keys("ours", "client"))} }} }}");
        using var submit = SweepProcess.Start(
        [
            "submit", In("long.hocon"), "--cluster", address, "--config", In("client.hocon"),
            "--out", In("submitted"), "--quiet",
        ]);

        using var stranger = NodeProcess.Start(
            ["worker", "--join", address, "--host", Worker, .. Tls("foreign", Worker)]);
        await SendNoise(address);
        var plain = await SweepProcess.Run(["list", "--cluster", address]);
        Assert.Equal(3, plain.ExitCode);
        await stranger.Says("was issued by another authority");
        await coordinator.Says("does not speak TLS");
        Assert.Contains("it asks for TLS: set tls.certificate", plain.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.Lines, line => line.Contains(" is up at ", StringComparison.Ordinal));
        Assert.All(coordinator.Lines, line => Assert.DoesNotContain("   at ", line, StringComparison.Ordinal));

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
    }

    // The user lacks a home folder and nothing else: the command itself must be readable.
    [Fact]
    public async Task A_worker_of_a_user_without_a_home_reads_its_certificates_and_waits()
    {
        await MakeCertificates("ours", Worker);
        var cache = $"cache.folder=\"{In("cache")}\"";
        using var worker = new NodeProcess(SweepProcess.StartProcess(
            ["worker", "--join", $"{Worker}:1", "--host", Worker, "--set", cache, .. Tls("ours", Worker)],
            [],
            "unshare", "--user", "--map-user=54321", "--map-group=54321", "env", "--unset=HOME"));

        await worker.Says("Waiting for a coordinator: ");
    }

    [Fact]
    public async Task An_address_that_others_can_reach_is_refused_without_TLS()
    {
        var ended = await SweepProcess.Run(["coordinator", "--host", "10.9.8.7", "--port", "0", "--data", In("data")]);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("deploy/tls/make-certs.sh", ended.Error, StringComparison.Ordinal);
        Assert.Contains("insecure = on", ended.Error, StringComparison.Ordinal);
    }

    private static async Task SendNoise(string address)
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        using var socket = new TcpClient();
        var port = int.Parse(address.Split(':')[1], null);
        await socket.ConnectAsync(Coordinator, port, TestContext.Current.CancellationToken);
        try
        {
            await socket.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The coordinator may close the connection before all bytes are sent.
        }
    }

    private Task MakeCertificates(string folder, params string[] hosts) => Certificates.Make(In(folder), hosts);

    private IEnumerable<string> Tls(string folder, string name) => Certificates.Options(In(folder), name);

    private string[] Keys(string folder, string name) => Certificates.Keys(In(folder), name);
}
