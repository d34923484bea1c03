using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Cluster.Security.Certificates;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Runs <c>deploy/tls/make-certs.sh</c> and tries TLS handshakes with its certificates.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Needs", "Linux")]
public sealed class MakeCertsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    private string Out => Path.Combine(_folder, "certs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_handshake_between_a_host_and_a_client_succeeds_by_name_and_by_address()
    {
        Certificates.Make(Out, "node1.example.org", "10.0.0.2", "fd00::2");

        await Handshake("node1.example.org", "node1.example.org");
        await Handshake("10.0.0.2", "10.0.0.2");
        await Handshake("ipv6-fd00--2", "fd00::2");
    }

    [Fact]
    public async Task A_certificate_is_good_for_its_own_host_only()
    {
        Certificates.Make(Out, "10.0.0.2");

        await Assert.ThrowsAsync<AuthenticationException>(() => Handshake("10.0.0.2", "10.0.0.3"));
        await Assert.ThrowsAsync<AuthenticationException>(() => Handshake("10.0.0.2", "127.0.0.1"));
    }

    [Fact]
    public async Task One_certificate_can_be_for_several_hosts_and_a_whole_domain()
    {
        Certificates.Make(Out, "worker=10.0.0.2,10.0.0.3,*.workers.example.org");

        await Handshake("worker", "10.0.0.2");
        await Handshake("worker", "10.0.0.3");
        await Handshake("worker", "10-0-0-4.workers.example.org");
        await Assert.ThrowsAsync<AuthenticationException>(() => Handshake("worker", "10.0.0.4"));
        await Assert.ThrowsAsync<AuthenticationException>(() => Handshake("worker", "worker"));
    }

    [Fact]
    public async Task Loopback_is_added_on_request()
    {
        Certificates.Make("--loopback", Out, "10.0.0.2");

        await Handshake("10.0.0.2", "10.0.0.2");
        await Handshake("10.0.0.2", "127.0.0.1");
        await Handshake("10.0.0.2", "localhost");
    }

    [Fact]
    public async Task Hosts_can_be_added_later_under_the_same_authority_and_existing_files_stay()
    {
        Certificates.Make(Out, "a.example.org");
        var before = Directory.GetFiles(Out).ToDictionary(file => file, File.ReadAllBytes);

        var said = Certificates.Make(Out, "a.example.org", "b.example.org");

        Assert.Contains("kept", said, StringComparison.Ordinal);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
        await Handshake("b.example.org", "b.example.org");
    }

    [Fact]
    public void Keys_and_passwords_are_for_their_owner_only()
    {
        Certificates.Make(Out, "a.example.org");

        Assert.Equal(
            ["a.example.org.password", "a.example.org.pfx", "ca.crt", "ca.key", "client.password", "client.pfx"],
            Directory.GetFileSystemEntries(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(
            Directory.GetFiles(Out).Where(file => !file.EndsWith("ca.crt", StringComparison.Ordinal)),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void No_password_is_an_argument_of_any_command()
    {
        var arguments = Path.Combine(_folder, "arguments");
        var openssl = Path.Combine(_folder, "openssl");
        var (_, real, _) = Certificates.Run("/bin/sh", ["-c", "command -v openssl"]);
        File.WriteAllText(openssl, $"#!/bin/sh\necho \"$@\" >>'{arguments}'\nexec {real.Trim()} \"$@\"\n");
        File.SetUnixFileMode(openssl, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var path = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        var ended = Certificates.Run(Certificates.Script, [Out, "a.example.org"], ("PATH", path));

        var seen = File.ReadAllText(arguments);
        Assert.Contains("pkcs12 -export", seen, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(Out, "*.password"))
        {
            Assert.DoesNotContain(File.ReadAllText(file).Trim(), seen, StringComparison.Ordinal);
            Assert.DoesNotContain(File.ReadAllText(file).Trim(), ended.Output + ended.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "usage: make-certs.sh")]
    [InlineData("certs", "usage: make-certs.sh")]
    [InlineData("certs client", "made anyway")]
    [InlineData("certs ../etc", "neither a host name nor an address")]
    [InlineData("certs -a", "neither a host name nor an address")]
    [InlineData("certs a=*b", "no list of host names and addresses")]
    [InlineData("certs a=", "no list of host names and addresses")]
    public void Wrong_arguments_are_explained_and_make_nothing(string arguments, string said)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word == "certs" ? Out : word);

        var (code, _, error) = Certificates.Run(Certificates.Script, [.. words]);

        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void An_authority_without_its_key_is_not_replaced()
    {
        Certificates.Make(Out, "a.example.org");
        File.Delete(Path.Combine(Out, "ca.key"));

        var (code, _, error) = Certificates.Run(Certificates.Script, [Out, "b.example.org"]);

        Assert.Equal(2, code);
        Assert.Contains("bring the key", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Out, "b.example.org.pfx")));
    }

    // Both sides check certificates as nodes do, and the client also checks the name of the host.
    private async Task Handshake(string server, string host)
    {
        using var authority = CertificateFiles.ReadAuthority(Certificates.Tls(Out, server));
        using var serverCertificate = CertificateFiles.ReadCertificate(Certificates.Tls(Out, server));
        using var clientCertificate = CertificateFiles.ReadCertificate(Certificates.Tls(Out, "client"));
        var trust = new AuthorityTrust(authority);
        bool Accepts(object _, X509Certificate? peer, X509Chain? chain, SslPolicyErrors errors) =>
            trust.Objection(peer as X509Certificate2, errors) is null;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var calling = new TcpClient();
        await calling.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var called = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var at = new SslStream(called.GetStream(), false, Accepts);
        await using var from = new SslStream(calling.GetStream(), false, Accepts);

        var answer = at.AuthenticateAsServerAsync(
            serverCertificate, clientCertificateRequired: true, checkCertificateRevocation: false);
        await from.AuthenticateAsClientAsync(host, [clientCertificate], checkCertificateRevocation: false);
        await answer;
        Assert.True(at.IsMutuallyAuthenticated && from.IsMutuallyAuthenticated);
    }
}
