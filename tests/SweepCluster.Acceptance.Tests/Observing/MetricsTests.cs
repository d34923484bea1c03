using System.Text.Json;
using System.Text.RegularExpressions;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Observing;

/// <summary>Nodes serve what Prometheus expects, and what the dashboard and the alerts in deploy/ ask for.</summary>
public sealed partial class MetricsTests : TemporaryFolder
{
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy", "observability");

    [Fact]
    public async Task Metrics_describe_a_sweep_and_are_as_Prometheus_wants_them()
    {
        using var http = new HttpClient();
        using var coordinatorNode = NodeProcess.Start(
            "coordinator", "--port", "0", "--data", In("data"), "--metrics", "127.0.0.1:0");
        using var workerNode = NodeProcess.Start(
            "worker", "--join", await coordinatorNode.Up(), "--slots", "2",
            "--metrics", "127.0.0.1:0", "--set", $"cache.folder=\"{In("cache")}\"");
        var coordinator = await ObservedNode.Of(coordinatorNode, http);
        var worker = await ObservedNode.Of(workerNode, http);
        Write("csv.hocon", File.ReadAllText(Repository.Example("csv")).Replace(
            "\"data/", $"\"{Repository.Root}/hocon/sweeps/data/", StringComparison.Ordinal));
        var submit = await SweepProcess.Run(
            ["submit", In("csv.hocon"), "--cluster", await coordinatorNode.Up(), "--out", In("out"), "--quiet"]);
        Assert.True(submit.ExitCode == 0, submit.Error);
        var trials = File.ReadAllLines(In("out", "summary.csv")).Length - 1;

        await coordinator.Until("sweep_sweeps", "phase=\"finished\"", sweeps => sweeps == 1);
        Assert.Equal(trials, await coordinator.Value("sweep_trials_done_total"));
        Assert.Equal(trials, await worker.Value("sweep_worker_trials_total"));
        Assert.True(await worker.Value("sweep_worker_updates_total") > trials);
        Assert.Equal(1, await coordinator.Value("sweep_coordinator_active"));
        Assert.Equal(1, await coordinator.Value("sweep_nodes", "role=\"worker\",state=\"up\""));
        Assert.Equal(2, await coordinator.Value("sweep_slots"));
        Assert.Equal(2, await worker.Value("sweep_worker_slots"));
        Assert.True(await coordinator.Value("sweep_lease_duration_seconds_count", "outcome=\"completed\"") > 0);
        Assert.True(await coordinator.Value("sweep_journal_write_duration_seconds_count") > 0);
        var sent = await coordinator.Value("sweep_data_sent_bytes_total");
        Assert.True(sent > 0);
        Assert.Equal(sent, await worker.Value("sweep_data_received_bytes_total"));

        Assert.Equal((0, ""), await ObservedNode.Promtool(["check", "metrics"], await coordinator.Metrics()));
        Assert.Equal((0, ""), await ObservedNode.Promtool(["check", "metrics"], await worker.Metrics()));
        var served = (await coordinator.Names()).Union(await worker.Names()).ToHashSet();
        var asked = AskedFor().ToList();
        Assert.True(asked.Count > 15, $"only {asked.Count} metrics are asked for");
        Assert.Empty(asked.Except(served));
    }

    [Fact]
    public async Task Work_that_is_lost_with_its_worker_is_counted_as_redone()
    {
        using var http = new HttpClient();
        Write("long.hocon", Clusters.Sweeps.Long("redone", Clusters.Sweeps.Longer));
        await using var cluster = await TestCluster.Start(In("data"), workers: 2, "--metrics", "127.0.0.1:0");
        var coordinator = await ObservedNode.Of(cluster.Coordinator, http);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--quiet");

        await coordinator.Until("sweep_trials_leased", "", leased => leased > 0);
        await cluster.Until(sweep => sweep.Packs == 2);
        cluster.Workers[0].Kill();

        await coordinator.Until("sweep_trials_redone_total", "", redone => redone > 0);
        var lost = await coordinator.Value("sweep_lease_duration_seconds_count", "outcome=\"lost\"");
        var interrupted = await coordinator.Value("sweep_lease_duration_seconds_count", "outcome=\"interrupted\"");
        Assert.Equal(1, (lost ?? 0) + (interrupted ?? 0));
        await coordinator.Until("sweep_slots", "", slots => slots == 1);
        Assert.True(await coordinator.Value("sweep_trials_open") > 0);
    }

    [Fact]
    public async Task The_configuration_in_deploy_is_valid()
    {
        var rules = await ObservedNode.Promtool(["check", "rules", Path.Combine(Deploy, "alerts.yml")]);
        var config = await ObservedNode.Promtool(["check", "config", Path.Combine(Deploy, "prometheus.yml")]);
        Assert.Equal((0, 0), (rules.ExitCode, config.ExitCode));
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Deploy, "grafana-dashboard.json"), TestContext.Current.CancellationToken));
        Assert.Equal("SweepCluster", dashboard.RootElement.GetProperty("title").GetString());
    }

    private static IEnumerable<string> AskedFor() => new[] { "alerts.yml", "grafana-dashboard.json" }
        .SelectMany(file => MetricName().Matches(File.ReadAllText(Path.Combine(Deploy, file))))
        .Select(name => name.Value)
        .Distinct();

    [GeneratedRegex(@"\b(sweep|dotnet)_[a-z_]*[a-z]\b")]
    private static partial Regex MetricName();
}
