using System.Data;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Dashboards;
using SweepCluster.Acceptance.Tests.Observing;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A journal that is unusable for a while costs time and nothing else.</summary>
public sealed class JournalOutageTests : TemporaryFolder
{
    [Fact]
    public async Task A_full_disk_is_reported_and_waited_out()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "16m");
        await WaitOut([], disk.Fill, disk.Free);
    }

    [Fact]
    public async Task A_file_that_another_program_locks_is_reported_and_waited_out()
    {
        var file = In("disk", JournalConfiguration.FileName);
        using var holder = new SqliteConnection($"Data Source={file};Pooling=false");
        await WaitOut([], () => Execute(holder, "BEGIN EXCLUSIVE"), () => Execute(holder, "COMMIT"));
    }

    [Fact]
    public async Task A_database_that_is_stopped_is_reported_and_waited_out()
    {
        using var postgres = new PostgresServer();
        var connection = Write("connection", postgres.NewDatabase());
        await WaitOut(
            ["--set", "journal.kind=postgresql", "--set", $"journal.connection-string-file=\"{connection}\""],
            postgres.Stop,
            postgres.StartAgain);
    }

    [Fact]
    public async Task A_client_that_asks_for_the_list_waits_for_a_coordinator_that_starts_slowly()
    {
        Write("one.hocon", "sweep { name = one, dataset { synthetic { rows = 100 } } }");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        Assert.Equal(0, (await cluster.Ask("submit", In("one.hocon"), "--detach")).ExitCode);
        cluster.Coordinator.Kill();
        await cluster.Coordinator.End();
        var file = In("data", JournalConfiguration.FileName);
        using var holder = new SqliteConnection($"Data Source={file};Pooling=false");
        Execute(holder, "BEGIN EXCLUSIVE");
        await cluster.StartCoordinatorAgain();
        using var list = NodeProcess.Start("list", "--cluster", cluster.Address);
        await list.Says("the cluster waits for its journal (");
        Execute(holder, "COMMIT");
        await list.End();

        Assert.Equal(0, list.ExitCode);
        Assert.Contains(list.Lines, line => line.Contains("│ one-", StringComparison.Ordinal));
    }

    private async Task WaitOut(string[] journal, Action breakJournal, Action repairJournal)
    {
        var expected = await Sweeps.Expected(this, "long");
        await using var cluster = await TestCluster.Start(
            In("disk"), workers: 2, [.. journal, "--dashboard", "127.0.0.1:0", "--metrics", "127.0.0.1:0"]);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep is { Account.Done: > 0, Packs: 2 });
        breakJournal();
        var interrupted = await cluster.Until(sweep => sweep.Phase == SweepPhase.Interrupted);
        Assert.True(interrupted.Account.Done > 0);
        var id = interrupted.SweepId;
        using var watch = NodeProcess.Start("watch", id, "--cluster", cluster.Address);
        using var another = NodeProcess.Start(
            "submit", Repository.Example("keras-question"), "--out", In("another"), "--cluster", cluster.Address);
        await watch.Says($"{id}: interrupted (the journal ");
        await another.Says("the cluster waits for its journal (");
        var status = await cluster.Ask("status", id);
        Assert.Contains($"{id}: interrupted", status.Output, StringComparison.Ordinal);
        Assert.Contains("problem: the journal ", status.Output, StringComparison.Ordinal);
        Assert.Contains($"{id}: the journal ", (await cluster.Ask("list")).Output, StringComparison.Ordinal);
        var pause = await cluster.Ask("pause", id);
        Assert.Equal(2, pause.ExitCode);
        Assert.Contains("cannot use its journal now (", pause.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await cluster.Ask("nodes")).ExitCode);
        await AssertReported(cluster, id);
        repairJournal();

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        foreach (var process in (NodeProcess[])[watch, another])
        {
            await process.End();
            Assert.Equal(0, process.ExitCode);
        }

        Assert.All(await cluster.All(), sweep => Assert.True(sweep.Account.Balances));
        Assert.False(cluster.Coordinator.HasExited);
        Assert.DoesNotContain(cluster.Coordinator.Lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    // By the API, by readiness and by metrics.
    private static async Task AssertReported(TestCluster cluster, string id)
    {
        using var http = new HttpClient();
        var coordinator = await ObservedNode.Of(cluster.Coordinator, http);
        using var dashboard = await DashboardProcess.Beside(cluster.Coordinator);
        var listed = (await dashboard.Get("sweeps")).GetProperty("sweeps")[0];
        var single = (await dashboard.Get($"sweeps/{id}")).GetProperty("sweep");
        foreach (var sweep in (JsonElement[])[listed, single])
        {
            Assert.Equal("interrupted", sweep.GetProperty("phase").GetString());
            Assert.StartsWith("the journal ", sweep.GetProperty("problem").GetString(), StringComparison.Ordinal);
            Assert.True(sweep.GetProperty("trials").GetProperty("done").GetInt64() > 0);
        }

        Assert.NotEmpty((await dashboard.Get("nodes")).GetProperty("nodes").EnumerateArray());
        Assert.Equal(503, (await dashboard.Post($"sweeps/{id}/pause")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await coordinator.Get("/readyz")).Status);
        await coordinator.Until("sweep_sweeps", "phase=\"interrupted\"", count => count >= 1);
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        if (connection.State == ConnectionState.Closed)
            connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
