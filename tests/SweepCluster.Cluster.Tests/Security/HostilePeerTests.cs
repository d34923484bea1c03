using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Certificates;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Real sockets attack a real node: it stays up, answers its good peer, and logs each attack once.</summary>
[Collection(nameof(Alone))]
[Trait("Needs", "Linux")]
public sealed class HostilePeerTests(Certificates certificates) : IClassFixture<Certificates>
{
    private const int Announced = 100 * 1024 * 1024;

    private TlsOptions Ours => Certificates.Tls(certificates.Ours, "127.0.0.1");

    [Fact]
    public Task A_certificate_of_another_authority_is_refused() => TlsIntruder(
        "was issued by another authority",
        async intruder =>
        {
            using var foreign = Load(certificates.Foreign, "127.0.0.1");
            await intruder.Handshake(foreign);
        });

    [Fact]
    public Task A_peer_without_a_certificate_is_refused() => TlsIntruder(
        "did not provide a certificate", intruder => intruder.Handshake(null));

    [Fact]
    public Task Random_bytes_are_refused_by_a_node_with_TLS() => TlsIntruder(
        "does not speak TLS", intruder => intruder.Send(RandomBytes(500)));

    [Fact]
    public Task A_frame_of_100_MB_without_TLS_is_refused_by_a_node_with_TLS() => TlsIntruder(
        "does not speak TLS", SendLargeFrame);

    [Fact]
    public Task A_frame_of_100_MB_inside_TLS_costs_its_sender_the_connection() => TlsIntruder(
        "exceeds 1048576",
        async intruder =>
        {
            using var good = Load(certificates.Ours, "client");
            await intruder.Handshake(good);
            await SendLargeFrame(intruder);
        });

    [Fact]
    public Task Random_bytes_are_refused_by_a_plain_node() => PlainIntruder(
        "no frame, or too large a one", intruder => intruder.Send(RandomBytes(500)));

    [Fact]
    public Task A_frame_of_100_MB_is_refused_by_a_plain_node() => PlainIntruder(
        "exceeds 1048576", SendLargeFrame);

    [Fact]
    public Task A_frame_that_holds_nonsense_is_refused_by_a_plain_node() => PlainIntruder(
        "Error while decoding", intruder => intruder.Send([100, 0, 0, 0, .. RandomBytes(100)]));

    [Fact]
    public async Task Three_hundred_large_messages_of_unknown_callers_take_no_memory_and_few_log_lines()
    {
        await using var node = SecureNode.Start(TlsOptions.None);
        await using var good = SecureNode.Start(TlsOptions.None);
        Assert.Equal("before", await good.AskEcho(node, "before"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var intruders = new List<Intruder>();
        byte[] half = [.. Prefix(1_000_000), .. new byte[900_000]];
        for (var i = 0; i < 300; i++)
        {
            intruders.Add(await Intruder.Connect(node.Port));
            await intruders[^1].Send(half);
        }

        foreach (var intruder in intruders)
            await intruder.AwaitEnd();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(held, long.MinValue, 16L * 1024 * 1024);
        await node.AssertAnswers(good);
        Assert.InRange(node.Log.With("it announced a first message of 1000000 bytes").Count, 1, 10);
        Assert.InRange(node.Log.Lines.Count, 1, 12);
        intruders.ForEach(intruder => intruder.Dispose());
    }

    [Fact]
    public async Task Callers_that_do_not_tell_their_address_give_way_to_those_that_do()
    {
        await using var node = SecureNode.Start(TlsOptions.None);
        await using var good = SecureNode.Start(TlsOptions.None);
        var intruders = new List<Intruder>();
        for (var i = 0; i < Callers.MostUnknown + 40; i++)
        {
            intruders.Add(await Intruder.Connect(node.Port));
            await intruders[^1].Send([.. Prefix(CallerGate.MostBeforeKnown), 1, 2, 3]);
        }

        await node.AssertAnswers(good);
        foreach (var intruder in intruders)
            await intruder.AwaitEnd();
        Assert.NotEmpty(node.Log.With("too many others that have not said who they are called after it"));
        intruders.ForEach(intruder => intruder.Dispose());
    }

    [Fact]
    public async Task A_caller_that_never_tells_its_address_loses_its_connection()
    {
        await using var node = SecureNode.StartImpatient(Ours);

        using var silent = await Assail(node, _ => Task.CompletedTask);

        await node.Log.Await($":{silent.Port}: No response from remote for inbound association.");
        Assert.Single(node.Log.Lines);
    }

    [Fact]
    public async Task A_node_of_a_foreign_authority_is_refused_and_so_is_one_without_TLS()
    {
        await using var node = SecureNode.Start(Ours);
        await using var good = SecureNode.Start(Ours);
        await using var foreign = SecureNode.Start(Certificates.Tls(certificates.Foreign, "127.0.0.1"));
        await using var plain = SecureNode.Start(TlsOptions.None);

        plain.System.ActorSelection($"akka.tcp://node@127.0.0.1:{node.Port}/user/echo").Tell("let me in");

        await node.Log.Await("was issued by another authority", () => foreign.Echoes(node).Tell("let me in"));
        await node.Log.Await("does not speak TLS");
        await node.AssertAnswers(good);
    }

    [Fact]
    public async Task A_node_refuses_to_connect_to_a_host_whose_certificate_names_another()
    {
        await using var node = SecureNode.Start(Ours);
        await using var impostor = SecureNode.Start(Certificates.Tls(certificates.Ours, "other.example.org"));

        node.Echoes(impostor).Tell("who are you?");

        await node.Log.Await("(CN=other.example.org) is for another host");
        await using var good = SecureNode.Start(Ours);
        await node.AssertAnswers(good);
    }

    [Fact]
    public async Task A_foreign_certificate_makes_the_node_fetch_nothing()
    {
        using var site = new TcpListener(IPAddress.Loopback, 0);
        site.Start();
        await using var node = SecureNode.Start(Ours);
        using var certificate = Naming($"http://{site.LocalEndpoint}/issuer.crt");

        using var intruder = await Assail(node, caller => caller.Handshake(certificate));

        await node.Log.Await("was issued by another authority");
        Assert.False(site.Pending());
    }

    [Fact]
    public void The_authorities_of_the_machine_are_not_trusted()
    {
        using var foreign = Load(certificates.Foreign, "127.0.0.1");
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(certificates.Ours, "ca.crt"));

        // No errors, as if the machine itself trusted the certificate.
        var objection = new AuthorityTrust(authority).Objection(foreign, SslPolicyErrors.None);

        Assert.Contains("another authority", objection, StringComparison.Ordinal);
    }

    private Task TlsIntruder(string line, Func<Intruder, Task> attack) => Attack(Ours, line, attack);

    private static Task PlainIntruder(string line, Func<Intruder, Task> attack) =>
        Attack(TlsOptions.None, line, attack);

    private static async Task Attack(TlsOptions tls, string line, Func<Intruder, Task> attack)
    {
        await using var node = SecureNode.Start(tls);
        await using var good = SecureNode.Start(tls);
        Assert.Equal("before", await good.AskEcho(node, "before"));

        using var first = await Assail(node, attack);
        using var second = await Assail(node, attack);

        await node.Log.Await($":{second.Port}");
        await node.AssertAnswers(good);
        // The log has all lines about the first before any about the second.
        Assert.Contains(line, Assert.Single(node.Log.With($":{first.Port}")), StringComparison.Ordinal);
        Assert.All(node.Log.Lines, said => Assert.True(said.Length < 500, said));
    }

    private static async Task<Intruder> Assail(SecureNode node, Func<Intruder, Task> attack)
    {
        var intruder = await Intruder.Connect(node.Port);
        try
        {
            await attack(intruder);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The node may refuse the intruder during the handshake.
        }

        await intruder.AwaitEnd();
        return intruder;
    }

    // Announces 100 MB and sends them; the node closes the connection early and keeps nothing.
    private static async Task SendLargeFrame(Intruder intruder)
    {
        var prefix = Prefix(Announced);
        var chunk = new byte[64 * 1024];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await intruder.Send(prefix);
        var (sent, held) = (0L, 0L);
        for (var hungUp = false; sent < Announced && !hungUp; held = Math.Max(held, GC.GetTotalMemory(false) - before))
        {
            var now = await intruder.Send(chunk);
            hungUp = now == 0;
            sent += now;
        }

        Assert.True(sent < Announced / 2, $"{sent} bytes were taken.");
        // First with garbage, then without.
        Assert.True(held < Announced / 2, $"{held} bytes were held.");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 * 1024 * 1024);
    }

    private static byte[] Prefix(int length)
    {
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, length);
        return prefix;
    }

    // A certificate that says where to get its issuer's.
    private static X509Certificate2 Naming(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [address]));
        using var signed = request.Create(
            new X500DistinguishedName("CN=nobody"),
            X509SignatureGenerator.CreateForECDsa(key),
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1),
            [1]);
        return signed.CopyWithPrivateKey(key);
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static X509Certificate2 Load(string folder, string name) => X509CertificateLoader.LoadPkcs12FromFile(
        Path.Combine(folder, $"{name}.pfx"), File.ReadAllText(Path.Combine(folder, $"{name}.password")).Trim());
}
