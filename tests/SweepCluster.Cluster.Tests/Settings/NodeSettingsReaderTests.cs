using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Cluster.Settings;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Tests.Settings;

public sealed class NodeSettingsReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void By_default_a_coordinator_is_reachable_from_this_machine_only()
    {
        var settings = Read(NodeKind.Coordinator);

        Assert.Equal(("127.0.0.1", 4053), (settings.Host, settings.Port));
        Assert.Equal(new StoreSettings.InFolder("sweep-data"), settings.Store);
        Assert.Equal(new TransportOptions("127.0.0.1", TlsOptions.None, false), settings.Transport);
        Assert.Equal(
            TimeSpan.FromSeconds(3),
            settings.Akka.GetTimeSpan("akka.cluster.failure-detector.acceptable-heartbeat-pause"));
    }

    [Fact]
    public void A_later_source_overrides_an_earlier_one()
    {
        var file = Write(
            "node.hocon",
            "node { port = 1, log-level = debug, join = [\"a:1\"] }\nakka.cluster.gossip-interval = 7s");
        var settings = NodeSettingsReader.Read(NodeKind.Worker, new SettingsSources(
            file,
            new Dictionary<string, string>
            {
                ["SWEEP_JOIN"] = "b:2, [::1]:3",
                ["SWEEP_SLOTS"] = "5",
                ["SWEEP_CACHE_MEGABYTES"] = "9",
            },
            ["slots=6", "node.cache.folder=\"cached/here\"", "akka.cluster.leader-actions-interval=9s"],
            [new SettingsSources.Given("--slots", "slots", ["7"])]));

        Assert.Equal((1, "debug", 7, "cached/here", 9L << 20),
            (settings.Port, settings.LogLevel, settings.Slots, settings.CacheFolder, settings.CacheBytes));
        Assert.Equal([new NodeAddress("b", 2), new NodeAddress("::1", 3)], settings.Coordinators);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Akka.GetTimeSpan("akka.cluster.gossip-interval"));
        Assert.Equal(TimeSpan.FromSeconds(9), settings.Akka.GetTimeSpan("akka.cluster.leader-actions-interval"));
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.Akka.GetTimeSpan("akka.cluster.seed-node-timeout"));
    }

    [Fact]
    public void All_problems_are_reported_at_once_with_their_places()
    {
        var file = Write("node.hocon", "node {\n  prot = 1\n  port = 70000\n}\nnoed { }");
        var problems = Problems(NodeKind.Worker, file, "slots=many");

        var unknown = $"{file}:2: node.prot: no such key (nearest: port)";
        Assert.Contains(problems, problem => problem.StartsWith(unknown, StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("noed", StringComparison.Ordinal));
        Assert.Equal(2, problems.Count);
        var next = Problems(NodeKind.Worker, Write("other.hocon", "node {\n  port = 70000\n}"), "slots=many");
        Assert.Contains(next, problem => problem.Contains("node.port: found 70000", StringComparison.Ordinal));
        Assert.Contains(next, problem => problem.Contains("node.slots: found many", StringComparison.Ordinal));
        Assert.Contains(next, problem => problem.Contains("--join HOST:PORT", StringComparison.Ordinal));
    }

    [Fact]
    public void By_default_nobody_observes_a_node() =>
        Assert.Equal(ObservingSettings.Nothing, Read(NodeKind.Worker, "join=[\"a:1\"]").Observing);

    [Fact]
    public void Settings_or_the_variable_of_OpenTelemetry_say_how_to_observe_a_node()
    {
        var set = Read(
            NodeKind.Coordinator, "metrics=\"127.0.0.1:0\"", "otlp=\"http://10.0.0.9:4317\"", "log-form=json");
        var named = NodeSettingsReader.Read(NodeKind.Coordinator, new SettingsSources(
            null, new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://10.0.0.9:4317" }, [], []));

        Assert.Equal(
            new ObservingSettings(new NodeAddress("127.0.0.1", 0), true, new Uri("http://10.0.0.9:4317")),
            set.Observing);
        Assert.True(set.LogsJson);
        Assert.Equal(new ObservingSettings(null, true, null), named.Observing);
        Assert.False(named.LogsJson);
    }

    [Theory]
    [InlineData("metrics=\"0.0.0.0:9464\"", "there is no TLS")]
    [InlineData("metrics=\"9464\"", "HOST:PORT")]
    [InlineData("otlp=\"collector:4317\"", "http or https")]
    [InlineData("log-form=xml", "text or json")]
    public void Unusable_settings_for_observing_are_refused(string setting, string why) => Assert.Contains(
        Problems(NodeKind.Coordinator, null, setting), problem => problem.Contains(why, StringComparison.Ordinal));

    [Theory]
    [InlineData("host=a b = c")]
    [InlineData("node { port = 1 host = a }")]
    [InlineData("node { port = 1")]
    public void Mistakes_that_the_parser_of_Akka_ignores_are_refused(string text) =>
        Assert.NotEmpty(Problems(NodeKind.Coordinator, Write("node.hocon", text)));

    [Fact]
    public void A_password_comes_from_a_file_or_the_environment()
    {
        var fromFile = Read(
            NodeKind.Coordinator, "tls.certificate=a.pfx", "tls.ca=ca.crt", "tls.password-file=a.password");
        var fromEnvironment = NodeSettingsReader.Read(NodeKind.Coordinator, new SettingsSources(
            null,
            new Dictionary<string, string> { ["SWEEP_TLS_PASSWORD"] = "secret", ["SWEEP_TLS_CERTIFICATE"] = "b.pfx" },
            [],
            []));

        Assert.Equal(new TlsOptions("a.pfx", "a.password", null, "ca.crt"), fromFile.Transport.Tls);
        Assert.Equal(new TlsOptions("b.pfx", null, "SWEEP_TLS_PASSWORD", null), fromEnvironment.Transport.Tls);
        Assert.DoesNotContain("secret", fromEnvironment.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_never_comes_from_the_command_line() => Assert.Contains(
        Problems(NodeKind.Coordinator, null, "journal.kind=postgresql", "journal.connection-string=\"Host=db\""),
        problem => problem.Contains("others on this machine can read the command line", StringComparison.Ordinal));

    [Fact]
    public void The_address_of_a_worker_is_the_one_on_its_route_to_the_coordinator()
    {
        Assert.Equal("127.0.0.1", Read(NodeKind.Worker, "join=[\"127.0.0.9:4053\"]").Host);
        Assert.Equal("10.1.2.3", Read(NodeKind.Worker, "join=[\"127.0.0.9:4053\"]", "host=10.1.2.3").Host);
    }

    [Fact]
    public void A_connection_string_comes_from_a_file_of_its_own()
    {
        var file = Write("connection", "Host=db;Username=sweep;Password=secret\n");
        var settings = Read(
            NodeKind.Coordinator, "journal.kind=postgresql", $"journal.connection-string-file=\"{file}\"");

        var store = Assert.IsType<StoreSettings.InPostgreSql>(settings.Store);
        Assert.Equal("Host=db;Username=sweep;Password=secret", store.ConnectionString);
        Assert.DoesNotContain("secret", settings.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(Problems(NodeKind.Coordinator, null, "journal.kind=postgresql"));
    }

    private static NodeSettings Read(NodeKind kind, params string[] sets) =>
        NodeSettingsReader.Read(kind, new SettingsSources(null, new Dictionary<string, string>(), sets, []));

    private static List<string> Problems(NodeKind kind, string? file, params string[] sets)
    {
        var thrown = Assert.Throws<InvalidInputException>(() => NodeSettingsReader.Read(
            kind, new SettingsSources(file, new Dictionary<string, string>(), sets, [])));
        return [.. thrown.Problems.Select(problem => problem.ToString())];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
