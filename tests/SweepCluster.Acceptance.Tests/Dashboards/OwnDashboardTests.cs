using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>A run and a coordinator have dashboards of their own.</summary>
public sealed class OwnDashboardTests : TemporaryFolder
{
    [Fact]
    public async Task A_run_is_watched_and_cancelled_in_its_own_dashboard()
    {
        var file = Write("long.hocon", Clusters.Sweeps.Long("long"));
        using var run = NodeProcess.Start(
            "run", file, "--out", In("run"), "--workers", "1", "--dashboard", "127.0.0.1:0");
        using var dashboard = await DashboardProcess.Beside(run);
        var id = "";
        await Wait.Until(() =>
        {
            var sweeps = dashboard.Get("sweeps").Result.GetProperty("sweeps");
            id = sweeps.GetArrayLength() > 0 ? sweeps[0].GetProperty("id").GetString()! : "";
            return id.Length > 0 && sweeps[0].GetProperty("trials").GetProperty("done").GetInt64() > 0;
        });
        var nodes = (await dashboard.Get("nodes")).GetProperty("nodes");
        var page = await dashboard.Get($"sweeps/{id}/trials?state=COMPLETE");
        const string Other = "sweep { dataset { synthetic { rows = 10 } }, search-space { decay = [0] }, name = a }";
        using var other = new StringContent($"{{ \"sweep\": \"{Other}\" }}", null, "application/json");
        using var refused = await dashboard.Http.PostAsync(
            new Uri("sweeps", UriKind.Relative), other, TestContext.Current.CancellationToken);

        Assert.Equal(1, nodes.GetArrayLength());
        Assert.True(page.GetProperty("total").GetInt32() > 0);
        Assert.Equal(System.Net.HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(200, (await dashboard.Post($"sweeps/{id}/cancel")).Status);
        await run.End();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(",CANCELLED,", File.ReadAllText(In("run", "summary.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_shows_its_cluster()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1, "--dashboard", "127.0.0.1:0");
        using var dashboard = await DashboardProcess.Beside(cluster.Coordinator);
        var id = await dashboard.Submit(File.ReadAllText(Repository.Example("keras-decay")));

        Assert.Equal("end", (await dashboard.Follow(id)).EventType);
        Assert.Equal(2, (await dashboard.Get("nodes")).GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task An_address_in_use_is_reported_in_one_line()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var second = await cluster.Ask("dashboard", "--listen", dashboard.Address.Authority);

        Assert.Equal(2, second.ExitCode);
        var line = Assert.Single(second.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("give another address with --listen", line, StringComparison.Ordinal);
    }
}
