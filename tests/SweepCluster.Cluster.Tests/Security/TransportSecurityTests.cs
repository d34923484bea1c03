using Akka.Configuration;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Tests.Security;

[Trait("Needs", "Linux")]
public sealed class TransportSecurityTests(Certificates certificates) : IClassFixture<Certificates>
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.5.9")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void Loopback_needs_no_TLS(string host) =>
        Assert.Equal("akka.tcp", Configure(host, TlsOptions.None).Protocol);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.0.0.1")]
    [InlineData("node1.example.org")]
    [InlineData("localhost.example.org")]
    public void A_node_without_TLS_that_others_can_reach_is_refused(string host)
    {
        var problem = Assert.Single(ProblemsOf(host, TlsOptions.None));

        Assert.Contains(host, problem, StringComparison.Ordinal);
        Assert.Contains($"deploy/tls/make-certs.sh certs {host}", problem, StringComparison.Ordinal);
        Assert.Contains("insecure = on", problem, StringComparison.Ordinal);
        Assert.Equal("akka.tcp", Configure(host, TlsOptions.None, insecure: true).Protocol);
    }

    [Fact]
    public void All_missing_keys_are_named_at_once()
    {
        var tls = TlsOptions.None with { PasswordVariable = "SWEEP_TLS_PASSWORD" };
        var problems = ProblemsOf("10.0.0.1", tls, insecure: true);

        Assert.Equal(["insecure", "tls.certificate", "tls.ca"], problems.Select(problem => problem.Split(':')[0]));
    }

    [Fact]
    public void Exactly_one_password_is_required()
    {
        var twice = Assert.Single(ProblemsOf("10.0.0.1", Ours with { PasswordVariable = "SWEEP" }));
        var none = Assert.Single(ProblemsOf("10.0.0.1", Ours with { PasswordFile = null }));

        Assert.Contains("keep one", twice, StringComparison.Ordinal);
        Assert.StartsWith("tls.password-file", none, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_may_come_from_the_environment()
    {
        const string variable = "SWEEP_TEST_TLS_PASSWORD";
        var tls = Ours with { PasswordFile = null, PasswordVariable = variable };
        Assert.Contains("not set", Assert.Single(ProblemsOf("10.0.0.1", tls)), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(variable, Password);

        Assert.Equal("akka.ssl.tcp", Configure("127.0.0.1", tls).Protocol);
        Environment.SetEnvironmentVariable(variable, null);
    }

    [Fact]
    public void An_unusable_file_is_named()
    {
        var text = Path.Combine(certificates.Ours, "127.0.0.1.password");
        var missing = Assert.Single(ProblemsOf("10.0.0.1", Ours with { Certificate = "nowhere.pfx" }));
        var authority = Assert.Single(ProblemsOf("10.0.0.1", Ours with { Authority = text }));
        var certificate = Assert.Single(ProblemsOf("10.0.0.1", Ours with { Certificate = text }));

        Assert.Contains("nowhere.pfx: does not exist", missing, StringComparison.Ordinal);
        Assert.Contains("is not a certificate", authority, StringComparison.Ordinal);
        Assert.Contains("opens with this password", certificate, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_other_nodes_would_refuse_is_refused_at_the_start()
    {
        var foreign = Certificates.Tls(certificates.Foreign, "127.0.0.1", trusting: certificates.Ours);
        var ofAnotherAuthority = Assert.Single(ProblemsOf("127.0.0.1", foreign));
        var forAnotherHost = Assert.Single(ProblemsOf("10.0.0.1", Ours));

        Assert.Contains("another authority", ofAnotherAuthority, StringComparison.Ordinal);
        Assert.Contains("make-certs.sh certs 10.0.0.1", forAnotherHost, StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_of_a_client_that_nobody_calls_may_be_used_on_any_host()
    {
        var client = new TransportOptions("10.0.0.1", Certificates.Tls(certificates.Ours, "client"), false)
        {
            IsCalled = false,
        };

        Assert.Equal("akka.ssl.tcp", TransportSecurity.Configure(client).Protocol);
    }

    [Fact]
    public async Task The_password_appears_in_no_log_and_in_no_error()
    {
        var log = new LineLog();
        var everything = ConfigurationFactory.ParseString(
            """
            akka {
              log-config-on-start = on
              loglevel = DEBUG
              stdout-loglevel = DEBUG
              stdout-logger-class = "SweepCluster.Cluster.Tests.Security.RawLogger, SweepCluster.Cluster.Tests"
              loggers = ["SweepCluster.Cluster.Tests.Security.RawLogger, SweepCluster.Cluster.Tests"]
              actor.provider = remote
              remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            }
            """);
        RawLogger.To(log);
        var security = Configure("127.0.0.1", Ours);
        var system = security.Start("talkative", everything);
        await system.Terminate();
        var wrong = Ours with { PasswordFile = Path.Combine(certificates.Ours, "client.password") };

        Assert.NotEmpty(log.With("enable-ssl"));
        Assert.Empty(log.With(Password));
        Assert.DoesNotContain(Password, $"{Ours} {security} {security.Configuration}", StringComparison.Ordinal);
        var error = Assert.Throws<InvalidInputException>(() => Configure("127.0.0.1", wrong)).ToString();
        Assert.DoesNotContain(File.ReadAllText(wrong.PasswordFile).Trim(), error, StringComparison.Ordinal);
    }

    private TlsOptions Ours => Certificates.Tls(certificates.Ours, "127.0.0.1");

    private string Password => File.ReadAllText(Ours.PasswordFile!).Trim();

    private static TransportSecurity Configure(string host, TlsOptions tls, bool insecure = false) =>
        TransportSecurity.Configure(new TransportOptions(host, tls, insecure));

    private static IEnumerable<string> ProblemsOf(string host, TlsOptions tls, bool insecure = false)
    {
        var invalid = Assert.Throws<InvalidInputException>(() => Configure(host, tls, insecure));
        return invalid.Problems.Select(problem => problem.ToString());
    }
}
