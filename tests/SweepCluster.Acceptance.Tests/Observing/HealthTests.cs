using System.Net;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Observing;

/// <summary>/healthz tells whether a process should be restarted, /readyz whether it can do its work now.</summary>
public sealed class HealthTests : TemporaryFolder
{
    [Fact]
    public async Task A_worker_is_ready_while_it_can_reach_a_coordinator()
    {
        using var http = new HttpClient();
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var node = NodeProcess.Start(
            "worker", "--join", cluster.Address, "--slots", "1", "--metrics", "127.0.0.1:0");
        var worker = await ObservedNode.Of(node, http);

        await worker.UntilAnswers("/readyz", HttpStatusCode.OK);
        cluster.Coordinator.Kill();
        await worker.UntilAnswers("/readyz", HttpStatusCode.ServiceUnavailable);
        Assert.Equal((HttpStatusCode.OK, "ok"), await worker.Get("/healthz"));
        await cluster.StartCoordinatorAgain();
        await worker.UntilAnswers("/readyz", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.Get("/")).Status);
    }

    [Fact]
    public async Task A_worker_that_waits_to_be_let_in_is_healthy_but_not_ready()
    {
        using var http = new HttpClient();
        using var node = NodeProcess.Start(
            "worker", "--join", "127.0.0.1:1", "--slots", "1", "--metrics", "127.0.0.1:0");
        var worker = await ObservedNode.Of(node, http);

        Assert.Equal((HttpStatusCode.OK, "ok"), await worker.Get("/healthz"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "the node waits to be let into its cluster"),
            await worker.Get("/readyz"));
    }

    [Fact]
    public async Task A_coordinator_is_ready_while_its_journal_answers()
    {
        using var http = new HttpClient();
        using var postgres = new PostgresServer();
        var connection = Write("connection", postgres.NewDatabase());
        await using var cluster = await TestCluster.Start(
            In("data"), 0, "--metrics", "127.0.0.1:0", "--set", "journal.kind=postgresql",
            "--set", $"journal.connection-string-file=\"{connection}\"");
        var coordinator = await ObservedNode.Of(cluster.Coordinator, http);

        await coordinator.UntilAnswers("/readyz", HttpStatusCode.OK);
        postgres.Stop();
        await coordinator.UntilAnswers("/readyz", HttpStatusCode.ServiceUnavailable);
        Assert.Contains("journal", (await coordinator.Get("/readyz")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.Get("/healthz")).Status);
        postgres.StartAgain();
        await coordinator.UntilAnswers("/readyz", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metrics_on_an_address_that_others_can_reach_need_TLS_or_consent()
    {
        var refused = await SweepProcess.Run(
            ["coordinator", "--port", "0", "--data", In("data"), "--metrics", "0.0.0.0:0"]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--metrics: ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("insecure = on", refused.Error, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var allowed = NodeProcess.Start(
            "coordinator", "--port", "0", "--data", In("data"), "--metrics", "0.0.0.0:0", "--set", "insecure=on");
        await allowed.Up();
        var coordinator = await ObservedNode.Of(allowed, http);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.Get("/healthz")).Status);
    }

    [Fact]
    public async Task An_address_in_use_is_reported_in_one_line()
    {
        using var first = NodeProcess.Start(
            "coordinator", "--port", "0", "--data", In("first"), "--metrics", "127.0.0.1:0");
        using var http = new HttpClient();
        var address = (await ObservedNode.Of(first, http)).Address["http://".Length..];

        var second = await SweepProcess.Run(
            ["coordinator", "--port", "0", "--data", In("second"), "--metrics", address]);

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(address, Assert.Single(second.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
