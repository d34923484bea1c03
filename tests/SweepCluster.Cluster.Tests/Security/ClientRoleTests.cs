using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>A client's certificate cannot run a node; one from before there were roles still can.</summary>
[Trait("Needs", "Linux")]
public sealed class ClientRoleTests(Certificates certificates) : IClassFixture<Certificates>
{
    private TlsOptions Node => Certificates.Tls(certificates.Ours, "127.0.0.1");

    private TlsOptions Client => Certificates.Tls(certificates.Ours, "client");

    [Fact]
    public void No_node_starts_with_a_client_certificate()
    {
        var problem = Assert.Single(Assert.Throws<InvalidInputException>(
            () => TransportSecurity.Configure(new TransportOptions("client", Client, Insecure: false))).Problems);

        Assert.Equal(
            "is a client's certificate; a node needs one of its own: deploy/tls/make-certs.sh certs client.",
            problem.What);
    }

    [Fact]
    public async Task A_peer_that_claims_to_be_a_node_with_a_client_certificate_is_refused()
    {
        await using var node = SecureNode.Start(Node);
        await using var impostor = SecureNode.Start(Client);

        await node.Log.Await(
            "(CN=client) is a client's, but it says that it is a node",
            () => impostor.Echoes(node).Tell("let me in"));

        await using var good = SecureNode.Start(Node);
        await node.AssertAnswers(good);
    }

    [Fact]
    public async Task A_client_can_send_messages_only_to_the_actor_for_clients()
    {
        await using var node = SecureNode.Start(Node);
        await using var client = SecureNode.StartNamed("outside", Client);

        await node.Log.Await(
            "it sends a message to '/user/echo', which is for nodes", () => client.Echoes(node).Tell("by its path"));

        await using var good = SecureNode.StartNamed("outside", Node);
        await node.AssertAnswers(good);
    }

    [Fact]
    public void A_node_connects_to_nobody_with_a_client_certificate()
    {
        using var certificate = CertificateFiles.ReadCertificate(Client);

        var objection = AuthorityTrust.NodeObjection(certificate);
        Assert.Contains("is a client's, not a node's", objection, StringComparison.Ordinal);
        using var authority = CertificateFiles.ReadAuthority(Client);
        var trust = new AuthorityTrust(authority);
        Assert.True(trust.SaysRoles);
        Assert.Null(trust.Objection(certificate, System.Net.Security.SslPolicyErrors.None));
        var log = Akka.Event.NoLogger.Instance;
        Assert.False(trust.Accepts(certificate, null, "akka.ssl.tcp://node@client:1", default, log));
        Assert.True(trust.Accepts(certificate, null, "[::ffff:127.0.0.1]:1", default, log));
    }

    [Fact]
    public async Task Certificates_of_an_earlier_version_still_work_alone_and_with_new_ones()
    {
        using var folder = new Data.TemporaryFolder();
        Certificates.MakeWithoutRoles(folder.In("certs"), "127.0.0.1");
        var said = Certificates.Make(folder.In("certs"), "new=127.0.0.1");
        await using var old = SecureNode.Start(Certificates.Tls(folder.In("certs"), "127.0.0.1"));
        await using var client = SecureNode.Start(Certificates.Tls(folder.In("certs"), "client"));
        await using var renewed = SecureNode.Start(Certificates.Tls(folder.In("certs"), "new"));

        Assert.Contains("was made by an earlier version", said, StringComparison.Ordinal);
        Assert.Equal("from an old one", await old.AskEcho(renewed, "from an old one"));
        Assert.Equal("to an old one", await renewed.AskEcho(old, "to an old one"));
        Assert.Equal("from an old client", await client.AskEcho(renewed, "from an old client"));
    }

    [Fact]
    public void New_certificates_and_authorities_state_roles_and_older_ones_do_not()
    {
        using var folder = new Data.TemporaryFolder();
        Certificates.MakeWithoutRoles(folder.In("certs"), "127.0.0.1");
        using var unsaid = CertificateFiles.ReadCertificate(Certificates.Tls(folder.In("certs"), "127.0.0.1"));
        using var said = CertificateFiles.ReadCertificate(Node);
        using var ours = CertificateFiles.ReadAuthority(Node);
        using var earlier = CertificateFiles.ReadAuthority(Certificates.Tls(folder.In("certs"), "127.0.0.1"));

        Assert.Equal(CertificateRole.Unsaid, CertificateRoles.Of(unsaid));
        Assert.Equal(CertificateRole.Node, CertificateRoles.Of(said));
        Assert.Equal((true, false), (CertificateRoles.AreSaidUnder(ours), CertificateRoles.AreSaidUnder(earlier)));
    }

    [Fact]
    public void A_certificate_without_a_role_is_refused_if_all_of_its_authority_have_one()
    {
        using var folder = new Data.TemporaryFolder();
        Directory.CreateDirectory(folder.In("certs"));
        foreach (var file in (string[])["ca.crt", "ca.key"])
            File.Copy(Path.Combine(certificates.Ours, file), folder.In($"certs/{file}"));
        Certificates.MakeWithoutRoles(folder.In("certs"), "127.0.0.1");

        var tls = Certificates.Tls(folder.In("certs"), "127.0.0.1");
        var problem = Assert.Single(Assert.Throws<InvalidInputException>(
            () => TransportSecurity.Configure(new TransportOptions("127.0.0.1", tls, Insecure: false))).Problems);

        Assert.Contains("does not say whether it is a node's or a client's", problem.What, StringComparison.Ordinal);
    }
}
