using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>Simulated hosts on this machine, each with a link to the other hosts and one to a database.</summary>
/// <remarks>
/// Network namespaces, joined by two bridges, which are removed after the test. Names and addresses derive from the
/// process, so that suites can run side by side.
/// </remarks>
internal sealed class HostNetwork : IAsyncDisposable
{
    private static int _made;

    private readonly string _name = $"sw{Environment.ProcessId}{(char)('a' + Interlocked.Increment(ref _made))}";
    private readonly string _prefix = FreePrefix();

    private HostNetwork(int hosts) => Count = hosts;

    /// <summary>How many hosts there are.</summary>
    public int Count { get; }

    /// <summary>The first three numbers of every address.</summary>
    public string Subnet => _prefix;

    /// <summary>This machine's address on the database's side.</summary>
    public string DatabaseAddress => $"{_prefix}.129";

    private string Hosts => $"{_name}h";

    private string Database => $"{_name}d";

    /// <summary>Makes the hosts, or skips the test if that is not allowed.</summary>
    public static async Task<HostNetwork> Make(int hosts)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may make network namespaces.");
        string[] programs = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"];
        Assert.SkipUnless(programs.Any(File.Exists), "The package iproute2 is not installed.");
        var network = new HostNetwork(hosts);
        try
        {
            await AddBridge(network.Hosts, $"{network._prefix}.1/25");
            await AddBridge(network.Database, $"{network.DatabaseAddress}/25");
            for (var host = 0; host < hosts; host++)
                await network.AddHost(host);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>A host's address, as the other hosts see it.</summary>
    public string AddressOf(int host) => $"{_prefix}.{host + 11}";

    /// <summary>The words before a command that is to start on a host.</summary>
    public string[] On(int host) => ["ip", "netns", "exec", Namespace(host)];

    /// <summary>Takes a host's link to the others down.</summary>
    public Task Cut(int host) => Ip("link", "set", Link(Hosts, host), "down");

    /// <summary>Takes a host's link to the database down.</summary>
    public Task CutFromDatabase(int host) => Ip("link", "set", Link(Database, host), "down");

    /// <summary>Brings both links of a host up again.</summary>
    public async Task Heal(int host)
    {
        await Ip("link", "set", Link(Hosts, host), "up");
        await Ip("link", "set", Link(Database, host), "up");
    }

    public async ValueTask DisposeAsync()
    {
        for (var host = 0; host < Count; host++)
        {
            await TryIp("link", "delete", Link(Hosts, host));
            await TryIp("link", "delete", Link(Database, host));
            await TryIp("netns", "delete", Namespace(host));
        }

        await TryIp("link", "delete", Hosts);
        await TryIp("link", "delete", Database);
    }

    private static string Link(string bridge, int host) => $"{bridge}{host}";

    private static string FreePrefix()
    {
        var taken = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address.ToString())
            .ToList();
        return Enumerable.Range(0, 256)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"10.77.{(Environment.ProcessId + i) % 256}"))
            .First(prefix => !taken.Any(address => address.StartsWith($"{prefix}.", StringComparison.Ordinal)));
    }

    private static async Task Ip(params string[] arguments)
    {
        var (exitCode, error) = await TryIp(arguments);
        Assert.True(exitCode == 0, $"ip {string.Join(' ', arguments)}: {error}");
    }

    private static async Task<(int ExitCode, string Error)> TryIp(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var error = await ip.StandardError.ReadToEndAsync(CancellationToken.None);
        await ip.WaitForExitAsync(CancellationToken.None);
        return (ip.ExitCode, error);
    }

    private static async Task AddBridge(string bridge, string address)
    {
        await Ip("link", "add", bridge, "type", "bridge");
        await Ip("address", "add", address, "dev", bridge);
        await Ip("link", "set", bridge, "up");
    }

    private string Namespace(int host) => $"{_name}-{host}";

    private async Task AddHost(int host)
    {
        await Ip("netns", "add", Namespace(host));
        await Ip("-n", Namespace(host), "link", "set", "lo", "up");
        await Connect(host, Hosts, "eth0", $"{AddressOf(host)}/25");
        await Connect(host, Database, "eth1", $"{_prefix}.{host + 139}/25");
    }

    private async Task Connect(int host, string bridge, string card, string address)
    {
        var link = Link(bridge, host);
        await Ip("link", "add", link, "type", "veth", "peer", "name", card, "netns", Namespace(host));
        await Ip("link", "set", link, "master", bridge, "up");
        await Ip("-n", Namespace(host), "address", "add", address, "dev", card);
        await Ip("-n", Namespace(host), "link", "set", card, "up");
    }
}
