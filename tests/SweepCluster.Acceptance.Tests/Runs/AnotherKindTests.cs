using System.Text.Json;
using Microsoft.Playwright;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Dashboards;
using SweepCluster.Acceptance.Tests.Reports;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>
/// A kind of objective unlike a linear layer (no data, no weights, no verdict, no curve, and a metric that is to be
/// maximized) works everywhere that a sweep can be used.
/// </summary>
public sealed class AnotherKindTests : TemporaryFolder
{
    private static readonly string[] Figures = ["objective", "importance", "parallel", "repeats"];

    [Fact]
    public async Task It_is_planned_run_ranked_verified_and_reported()
    {
        Repository.UseParaboloid();
        var file = Bowl(milliseconds: 0);
        var plan = await SweepProcess.Run(["plan", file]);
        var run = await SweepProcess.Run(["run", file, "--out", In("out")]);
        var again = await SweepProcess.Run(["run", file, "--out", In("out")]);
        var rows = Summary.Read(In("out"));
        var verified = await SweepProcess.Run(["verify", In("out")]);

        Assert.Equal((0, 0, 0, 0), (plan.ExitCode, run.ExitCode, again.ExitCode, verified.ExitCode));
        Assert.Matches("^trials +72\n", plan.Output);
        Assert.Contains("Best is trial 50 (x 1, y -0.5): height 100.", run.Output, StringComparison.Ordinal);
        Assert.Contains("This sweep is complete already", again.Output, StringComparison.Ordinal);
        Assert.Equal("rank,trial_id,state,height,x,y,repeat,steps", File.ReadLines(In("out", "summary.csv")).First());
        var heights = rows.Select(row => row.Number("height")).ToList();
        Assert.Equal(heights.OrderDescending(), heights);
        Assert.Equal(("50", "1", "-0.5"), (rows[0]["trial_id"], rows[0]["x"], rows[0]["y"]));
        var configurations = File.ReadAllLines(In("out", "configurations.csv"));
        Assert.StartsWith(
            "rank,configuration,x,y,repeats,complete,height_mean", configurations[0], StringComparison.Ordinal);
        Assert.StartsWith("1,25,1,-0.5,2,2,100,", configurations[1], StringComparison.Ordinal);
        Assert.Contains("Verified 72 of 72 trials: all bits equal.", verified.Output, StringComparison.Ordinal);
        await using var browser = await Browser.Start();
        var page = await browser.Open(In("out", "report.html"), ColorScheme.Light);
        await page.Until($"document.querySelectorAll('.figure[data-drawn]').length === {Figures.Length}");
        var shown = await page.Locator(".figure").EvaluateAllAsync<string[]>("all => all.map(figure => figure.id)");
        Assert.Equal(Figures, shown);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Its_trials_are_compared_and_what_is_wrong_is_reported_in_one_line_each()
    {
        Repository.UseParaboloid();
        var file = Bowl(milliseconds: 0);
        await SweepProcess.Run(["run", file, "--out", In("out"), "--quiet"]);
        var explained = await SweepProcess.Run(["explain", In("out"), "3"]);
        var forecast = await SweepProcess.Run(["explain", file]);
        var wrong = Write(
            "wrong.hocon", "sweep { paraboloid { paek = 1 }\n objective = width\n search-space { z = [1] } }");
        var refused = await SweepProcess.Run(["run", wrong]);

        Assert.Equal(
            """
            Trial 3 (x -2, y -0.5): height 91, rank 66 of 72.
            x -2: -1.5 gives 93.75: -1.5 is better.
            y -0.5: -1 gives 90.75, 0 gives 90.75: none is better.

            """,
            explained.Output);
        Assert.Equal(2, forecast.ExitCode);
        Assert.Equal(
            "sweep: How trials of paraboloid end is not known before they ran: "
            + "run the sweep, and name its folder and a trial.\n",
            forecast.Error);
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(
            [
                $"{wrong}:1: sweep.paraboloid.paek: no such key: the nearest is peak",
                $"{wrong}:2: sweep.objective: found width: write height (nearest: height)",
                $"{wrong}:3: sweep.search-space.z: no such key: the nearest is x",
            ],
            refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_goal_is_reached_from_below()
    {
        Repository.UseParaboloid();
        var ended = await SweepProcess.Run(
            ["run", Bowl(milliseconds: 0, goal: 99.5), "--out", In("out"), "--workers", "1"]);

        Assert.Equal(0, ended.ExitCode);
        Assert.Matches(
            @"The goal is reached: trial \d+ has height 99\.\d+, at or above 99\.5, "
            + @"so the \d+ trials after it were not trained\.",
            ended.Output);
    }

    [Fact]
    public async Task On_a_cluster_it_outlives_workers_and_coordinators_and_is_shown()
    {
        Repository.UseParaboloid();
        var file = Bowl(milliseconds: 100);
        await SweepProcess.Run(["run", file, "--out", In("alone"), "--quiet"]);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2, "--dashboard", "127.0.0.1:0");
        using var submit = cluster.StartAsking("submit", file, "--out", In("submitted"), "--quiet");
        var id = (await cluster.Until(sweep => sweep.Account.Done > 5)).SweepId;
        cluster.Workers[0].Kill();
        cluster.AddWorker();
        await cluster.Until(sweep => sweep.Account.Done > 20);
        cluster.Coordinator.Kill();
        await cluster.StartCoordinatorAgain();

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(File.ReadAllBytes(In("alone", "summary.csv")), File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.All(await cluster.All(), sweep =>
        {
            Assert.Equal(SweepPhase.Finished, sweep.Phase);
            Assert.True(sweep.Account.Balances);
        });
        using var dashboard = await DashboardProcess.Beside(cluster.Coordinator);
        await AssertReportedByTheApi(dashboard, id);
        await AssertShownInPages(dashboard, id);
        var results = await cluster.Ask("results", id, "--format", "csv");
        Assert.Equal(File.ReadAllText(In("alone", "summary.csv")), results.Output);
    }

    private static async Task AssertReportedByTheApi(DashboardProcess dashboard, string id)
    {
        var sweep = await dashboard.Get($"sweeps/{id}");
        var trial = await dashboard.Get($"sweeps/{id}/trials/50");

        Assert.Equal("height", sweep.GetProperty("objective").GetString());
        Assert.Empty(sweep.GetProperty("sweep").GetProperty("verdicts").EnumerateObject());
        Assert.Equal(100, sweep.GetProperty("best")[0].GetProperty("objective").GetDouble());
        Assert.Equal(100, trial.GetProperty("trial").GetProperty("height").GetDouble());
        Assert.Equal(JsonValueKind.Array, trial.GetProperty("rmse").ValueKind);
        Assert.Empty(trial.GetProperty("rmse").EnumerateArray());
    }

    private static async Task AssertShownInPages(DashboardProcess dashboard, string id)
    {
        await using var browser = await Browser.Start();
        var page = await browser.Visit(new Uri(dashboard.Address, $"sweeps/{id}"), ColorScheme.Light);
        await page.Until($"document.querySelectorAll('.figure[data-drawn]').length === {Figures.Length}");
        Assert.Contains(
            "Best is trial 50 (x 1, y -0.5): height 100.",
            await page.TextContentAsync("main"),
            StringComparison.Ordinal);
        var trial = await browser.Visit(new Uri(dashboard.Address, $"sweeps/{id}/trials/50"), ColorScheme.Dark);
        await trial.Until("document.querySelector('dl.cells') !== null && document.querySelector('.said') !== null");
        Assert.StartsWith(
            "Trial 50 (x 1, y -0.5): height 100, rank 1 of 72.",
            await trial.TextContentAsync(".said"),
            StringComparison.Ordinal);
        Assert.Contains("height", await trial.TextContentAsync("dl.cells"), StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    private string Bowl(int milliseconds, double goal = 0) => Write(
        "bowl.hocon",
        $$"""
        sweep {
          repeats = 2
          paraboloid { peak = 100, milliseconds = {{milliseconds}} }
          search-space {
            x = { uniform = [-2, 2], count = 9 }
            y = [-1, -0.5, 0, 1]
          }
          stop.goal = {{goal.ToString(System.Globalization.CultureInfo.InvariantCulture)}}
        }
        """);
}
