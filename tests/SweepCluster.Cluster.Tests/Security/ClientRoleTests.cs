using SweepCluster.Cluster.Security;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>A client's certificate makes no node; one of before roles were told goes on making both.</summary>
[Trait("Needs", "Linux")]
public sealed class ClientRoleTests(Certificates certificates) : IClassFixture<Certificates>
{
    private TlsOptions Node => Certificates.Tls(certificates.Ours, "127.0.0.1");

    private TlsOptions Client => Certificates.Tls(certificates.Ours, "client");

    [Fact]
    public void With_a_clients_certificate_no_node_starts()
    {
        var problem = Assert.Single(Assert.Throws<InvalidInputException>(
            () => TransportSecurity.Configure(new TransportOptions("client", Client, Insecure: false))).Problems);

        Assert.Equal(
            "is a client's certificate; a node needs one of its own: deploy/tls/make-certs.sh certs client.", problem.What);
    }

    [Fact]
    public async Task Who_says_that_it_is_a_node_and_has_a_clients_certificate_is_refused()
    {
        await using var node = SecureNode.Start(Node);
        await using var impostor = SecureNode.Start(Client);

        await node.Log.Await("(CN=client) is a client's, but it says that it is a node", () => impostor.Echoes(node).Tell("let me in"));

        await using var good = SecureNode.Start(Node);
        await node.AssertAnswers(good);
    }

    [Fact]
    public async Task A_client_speaks_to_no_actor_of_a_node_but_the_one_for_clients()
    {
        await using var node = SecureNode.Start(Node);
        await using var client = SecureNode.StartNamed("outside", Client);

        await node.Log.Await("it sends a message to '/user/echo', which is for nodes", () => client.Echoes(node).Tell("by its path"));

        await using var good = SecureNode.StartNamed("outside", Node);
        await node.AssertAnswers(good);
    }

    [Fact]
    public void A_node_calls_nobody_who_has_a_clients_certificate()
    {
        using var certificate = CertificateFiles.ReadCertificate(Client);

        Assert.Contains("is a client's, not a node's", AuthorityTrust.NodeObjection(certificate), StringComparison.Ordinal);
        using var authority = CertificateFiles.ReadAuthority(Client);
        var trust = new AuthorityTrust(authority);
        Assert.True(trust.SaysRoles);
        Assert.Null(trust.Objection(certificate, System.Net.Security.SslPolicyErrors.None));
        Assert.False(trust.Accepts(certificate, null, "akka.ssl.tcp://node@client:1", default, Akka.Event.NoLogger.Instance));
        Assert.True(trust.Accepts(certificate, null, "[::ffff:127.0.0.1]:1", default, Akka.Event.NoLogger.Instance));
    }

    [Fact]
    public async Task Certificates_of_an_earlier_version_work_as_before_and_beside_new_ones()
    {
        using var folder = new Data.TemporaryFolder();
        Certificates.MakeWithoutRoles(folder.In("certs"), "127.0.0.1");
        var said = Certificates.Make(folder.In("certs"), "new=127.0.0.1");
        await using var old = SecureNode.Start(Certificates.Tls(folder.In("certs"), "127.0.0.1"));
        await using var client = SecureNode.Start(Certificates.Tls(folder.In("certs"), "client"));
        await using var renewed = SecureNode.Start(Certificates.Tls(folder.In("certs"), "new"));

        Assert.Contains("was made by an earlier version", said, StringComparison.Ordinal);
        Assert.Equal("from one of before", await old.AskEcho(renewed, "from one of before"));
        Assert.Equal("to one of before", await renewed.AskEcho(old, "to one of before"));
        Assert.Equal("a client's of before", await client.AskEcho(renewed, "a client's of before"));
    }

    [Fact]
    public void An_authority_whose_certificates_say_their_role_has_none_without()
    {
        using var folder = new Data.TemporaryFolder();
        Certificates.MakeWithoutRoles(folder.In("certs"), "127.0.0.1");
        using var unsaid = CertificateFiles.ReadCertificate(Certificates.Tls(folder.In("certs"), "127.0.0.1"));
        using var said = CertificateFiles.ReadCertificate(Node);
        using var ours = CertificateFiles.ReadAuthority(Node);
        using var earlier = CertificateFiles.ReadAuthority(Certificates.Tls(folder.In("certs"), "127.0.0.1"));

        Assert.Equal((CertificateRole.Unsaid, CertificateRole.Node), (CertificateRoles.Of(unsaid), CertificateRoles.Of(said)));
        Assert.Equal((true, false), (CertificateRoles.AreSaidUnder(ours), CertificateRoles.AreSaidUnder(earlier)));
    }

    [Fact]
    public void Without_a_role_under_an_authority_of_roles_a_certificate_is_refused()
    {
        using var folder = new Data.TemporaryFolder();
        Directory.CreateDirectory(folder.In("certs"));
        foreach (var file in (string[])["ca.crt", "ca.key"])
            File.Copy(Path.Combine(certificates.Ours, file), folder.In($"certs/{file}"));
        Certificates.MakeWithoutRoles(folder.In("certs"), "127.0.0.1");

        var problem = Assert.Single(Assert.Throws<InvalidInputException>(() => TransportSecurity.Configure(
            new TransportOptions("127.0.0.1", Certificates.Tls(folder.In("certs"), "127.0.0.1"), Insecure: false))).Problems);

        Assert.Contains("does not say whether it is a node's or a client's", problem.What, StringComparison.Ordinal);
    }
}
