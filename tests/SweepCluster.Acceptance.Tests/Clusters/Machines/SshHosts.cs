using System.Diagnostics;
using SweepCluster.Acceptance.Tests.Installing;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>A real sshd on each host of a network, with a key, a home and a configuration of its own.</summary>
internal sealed class SshHosts : IDisposable
{
    private const string Daemon = "/usr/sbin/sshd";

    private readonly List<Process> _daemons = [];
    private readonly string _folder;

    private SshHosts(string folder) => _folder = folder;

    /// <summary>The configuration with which a client can log in.</summary>
    public string ClientConfiguration => Path.Combine(_folder, "ssh_config");

    /// <summary>Starts them, or skips the test if the package is not installed.</summary>
    /// <param name="network">The hosts.</param>
    /// <param name="folder">Gets keys, homes and configurations.</param>
    public static async Task<SshHosts> Start(HostNetwork network, string folder)
    {
        Assert.SkipUnless(File.Exists(Daemon), "The package openssh-server is not installed.");
        Directory.CreateDirectory(folder);
        // sshd needs this empty folder; a machine on which it has never run lacks it.
        Directory.CreateDirectory("/run/sshd");
        var ssh = new SshHosts(folder);
        try
        {
            await ssh.MakeKey("client");
            for (var host = 0; host < network.Count; host++)
                await ssh.Start(network, host);
            await File.WriteAllTextAsync(ssh.ClientConfiguration, $"""
                Host *
                  User root
                  IdentityFile {ssh.In("client")}
                  IdentitiesOnly yes
                  UserKnownHostsFile {ssh.In("known_hosts")}
                """, TestContext.Current.CancellationToken);
            return ssh;
        }
        catch
        {
            ssh.Dispose();
            throw;
        }
    }

    /// <summary>The home of whoever logs in to a host.</summary>
    public string HomeOf(int host) => In($"home{host}");

    public void Dispose()
    {
        foreach (var daemon in _daemons)
        {
            Signals.KillNow(daemon);
            daemon.Dispose();
        }
    }

    private string In(string name) => Path.Combine(_folder, name);

    private Task<string> MakeKey(string name) =>
        Outside.Succeed("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", In(name));

    private async Task Start(HostNetwork network, int host)
    {
        Directory.CreateDirectory(HomeOf(host));
        await MakeKey($"host{host}");
        var key = await File.ReadAllTextAsync(In($"host{host}.pub"), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(
            In("known_hosts"), $"{network.AddressOf(host)} {key}", TestContext.Current.CancellationToken);
        var configuration = In($"sshd{host}_config");
        await File.WriteAllTextAsync(configuration, $"""
            ListenAddress {network.AddressOf(host)}
            HostKey {In($"host{host}")}
            AuthorizedKeysFile {In("client.pub")}
            PidFile none
            StrictModes no
            PasswordAuthentication no
            SetEnv HOME={HomeOf(host)} PATH={Environment.GetEnvironmentVariable("PATH")}

            """, TestContext.Current.CancellationToken);
        string[] command = [.. network.On(host), Daemon, "-D", "-e", "-f", configuration];
        var daemon = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _daemons.Add(daemon);
        while (await daemon.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!line.StartsWith("Server listening", StringComparison.Ordinal))
                continue;
            // Once the pipe is full, sshd would wait for a reader.
            _ = daemon.StandardError.ReadToEndAsync(CancellationToken.None);
            return;
        }

        Assert.Fail($"sshd on host {host} ended.");
    }
}
