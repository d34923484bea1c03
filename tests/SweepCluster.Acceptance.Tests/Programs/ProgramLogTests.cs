using System.Text.Json;
using Microsoft.Playwright;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Dashboards;
using SweepCluster.Acceptance.Tests.Reports;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>What programs print, seen from outside while they run and after that.</summary>
public sealed class ProgramLogTests : TemporaryFolder
{
    [Fact]
    public async Task A_trials_output_is_there_while_it_runs_on_a_worker_and_after_the_workers_death()
    {
        var files = new ProgramFiles(this, Script(), "x = [1]", "grace = 0s");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs").Up();
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var id = (await cluster.Ask("submit", files.Sweep, "--detach")).Output.Trim();
        var page = await browser.Visit(new Uri(dashboard.Address, $"sweeps/{id}/trials/0"), ColorScheme.Light);
        await page.Shows(".log pre", "begins");
        var running = await cluster.Ask("logs", id, "0");
        Assert.Equal((0, "begins\n", "oops\n"), (running.ExitCode, running.Output, running.Error));
        await page.Inspect("trial-running", ColorScheme.Light);

        Write("go", "");
        await page.Shows(".log pre", "ends");
        await cluster.UntilAll(sweeps => sweeps[0].Account.Complete == 1);
        await cluster.Workers[0].Signal("KILL");
        await cluster.Coordinator.Signal("KILL");
        await cluster.Coordinator.End();
        await cluster.StartCoordinatorAgain();
        var ended = await cluster.Ask("logs", id, "0");

        Assert.Equal((0, "oops\n"), (ended.ExitCode, ended.Error));
        Assert.StartsWith("begins\n{", ended.Output, StringComparison.Ordinal);
        Assert.EndsWith("ends\n", ended.Output, StringComparison.Ordinal);
        var log = await dashboard.Get($"sweeps/{id}/trials/0/log");
        Assert.Equal((1, false), (log.GetProperty("attempt").GetInt32(), log.GetProperty("is_running").GetBoolean()));
        Assert.Equal(ended.Output, log.GetProperty("stdout").GetProperty("text").GetString());
        Assert.Equal("oops\n", log.GetProperty("stderr").GetProperty("text").GetString());
        var trial = await dashboard.Get($"sweeps/{id}/trials/0");
        Assert.Equal([9, 7], Numbers(trial.GetProperty("curves").GetProperty("cost")));
        Assert.Equal([10, 20], Numbers(trial.GetProperty("steps")));
        Assert.Empty(Numbers(trial.GetProperty("rmse")));
    }

    [Fact]
    public async Task A_runs_own_page_shows_what_a_trial_prints_and_what_ended_ones_have_printed()
    {
        var files = new ProgramFiles(this, Script(), "x = [1, 2]", "grace = 0s");
        Write("go-1", "");
        using var run = NodeProcess.Start(
            "run", files.Sweep, "--out", In("out"), "--workers", "2", "--dashboard", "127.0.0.1:0");
        using var dashboard = await DashboardProcess.Beside(run);
        var list = await dashboard.Get("sweeps");
        var id = list.GetProperty("sweeps")[0].GetProperty("id").GetString();
        await Until(1, "ends");
        await Until(0, "begins");

        var waits = await dashboard.Get($"sweeps/{id}/trials/0/log");
        Assert.Equal("begins\n", waits.GetProperty("stdout").GetProperty("text").GetString());
        Assert.True(waits.GetProperty("is_running").GetBoolean());
        Write("go", "");

        async Task Until(int trial, string text)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!(await dashboard.Get($"sweeps/{id}/trials/{trial}/log")).GetProperty("stdout").GetProperty("text")
                .GetString()!.Contains(text, StringComparison.Ordinal))
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private string Script() =>
        $$"""
        echo begins
        echo oops >&2
        until [ -e {{In("go")}} ] || [ -e {{In("go")}}-$(( ${1#--x=} - 1 )) ]; do sleep 0.05; done
        echo '{"step": 10, "cost": 9}'
        echo '{"step": 20, "cost": 7}'
        echo ends
        """;

    private static IEnumerable<double> Numbers(JsonElement list) =>
        list.EnumerateArray().Select(number => number.GetDouble());
}
