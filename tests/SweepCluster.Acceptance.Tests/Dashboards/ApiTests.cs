using System.Net;
using System.Text;
using System.Text.Json;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Dashboard.Tables;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>The HTTP API does what the command line does.</summary>
public sealed class ApiTests : TemporaryFolder
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sweep_that_is_submitted_by_the_API_gives_the_bytes_of_a_run()
    {
        var expected = await Clusters.Sweeps.Expected(this, "long", epochs: 20);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var id = await dashboard.Submit(Clusters.Sweeps.Long("long", epochs: 20));
        var last = await dashboard.Follow(id);
        var listed = Assert.Single((await dashboard.Get("sweeps")).GetProperty("sweeps").EnumerateArray());

        Assert.Equal("end", last.EventType);
        Assert.Equal("finished", JsonDocument.Parse(last.Data).RootElement.GetProperty("phase").GetString());
        Assert.Equal(id, listed.GetProperty("id").GetString());
        Assert.Equal(expected, await dashboard.Download($"sweeps/{id}/summary.csv"));
        var json = await cluster.Ask("results", id, "--format", "json");
        Assert.Equal(json.Output, Encoding.UTF8.GetString(await dashboard.Download($"sweeps/{id}/summary.json")));
        using var parquet = new MemoryStream();
        await ParquetTable.WriteAsync(parquet, new StringReader(Encoding.UTF8.GetString(expected)));
        Assert.Equal(parquet.ToArray(), await dashboard.Download($"sweeps/{id}/summary.parquet"));
        await cluster.Ask("results", id, "--out", In("fetched"));
        foreach (var file in new[] { "configurations.csv", "curves.csv", "attempts.csv" })
            Assert.Equal(File.ReadAllBytes(In("fetched", file)), await dashboard.Download($"sweeps/{id}/{file}"));
    }

    [Fact]
    public async Task Data_are_sent_with_the_sweep_and_names_with_markup_stay_text()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var file = Write("sweep.hocon",
            """
            sweep {
              name = marks
              dataset {
                csv {
                  path = "rows.csv"
                  features = ["=cmd|'/C calc'!A0", "<script>alert(1)</script>"]
                  target = "@sum"
                }
              }
              training { epochs = 2 }
              search-space { learning-rate = [0.01, 0.1] }
            }
            """);
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i % 7},{i % 11},{i % 7 + i % 11}\n"));
        Write("rows.csv", $"=cmd|'/C calc'!A0,<script>alert(1)</script>,@sum\n{rows}");
        Assert.Equal(0, (await SweepProcess.Run(["run", file, "--out", In("run"), "--quiet"])).ExitCode);
        var id = await dashboard.Submit(File.ReadAllText(file), File.ReadAllBytes(In("rows.csv")));
        await dashboard.Follow(id);
        var trial = (await dashboard.Get($"sweeps/{id}/trials?take=1")).GetProperty("trials")[0];

        Assert.Equal(File.ReadAllBytes(In("run", "summary.csv")), await dashboard.Download($"sweeps/{id}/summary.csv"));
        Assert.Equal(JsonValueKind.Number, trial.GetProperty("w_<script>alert(1)</script>").ValueKind);
        Write("rows.csv", "=cmd|'/C calc'!A0,<script>alert(1)</script>,@sum\n=1+1,2,3\n");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(File.ReadAllText(file)), "sweep" },
            { new StringContent(File.ReadAllText(In("rows.csv"))), "data", "rows.csv" },
        };
        using var wrong = await dashboard.Http.PostAsync(new Uri("sweeps", UriKind.Relative), form, Test);
        var reply = JsonDocument.Parse(await wrong.Content.ReadAsStringAsync(Test)).RootElement;
        var problem = reply.GetProperty("problems")[0].GetProperty("what").GetString();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("=1+1", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trials_are_paged_sorted_filtered_by_their_cells_and_explained()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var id = await dashboard.Submit(File.ReadAllText(Repository.Example("keras-decay")));
        await dashboard.Follow(id);
        var stalled = await dashboard.Get($"sweeps/{id}/trials?verdict=STALLED&sort=-rmse&take=3");
        var trials = stalled.GetProperty("trials").EnumerateArray().ToList();
        var worst = trials.Select(trial => trial.GetProperty("rmse").GetDouble()).ToList();
        var trial = await dashboard.Get($"sweeps/{id}/trials/{trials[0].GetProperty("trial_id")}?explain=true");
        var explained = await cluster.Ask("explain", id, $"{trial.GetProperty("trial").GetProperty("trial_id")}");

        Assert.True(stalled.GetProperty("total").GetInt32() > 3);
        Assert.Equal(worst.OrderDescending(), worst);
        Assert.All(trial.GetProperty("explanation").EnumerateArray(), sentence =>
            Assert.Contains(sentence.GetString()!, explained.Output, StringComparison.Ordinal));
        Assert.NotEmpty(trial.GetProperty("attempts").EnumerateArray());
        using var unknown = await dashboard.Http.GetAsync(
            new Uri($"sweeps/{id}/trials?sort=nothing", UriKind.Relative), Test);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_sweep_is_paused_resumed_cancelled_and_retried()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var id = await dashboard.Submit(Clusters.Sweeps.Long("long"));
        await cluster.Until(sweep => sweep.Account.Done > 0);

        Assert.Equal(200, (await dashboard.Post($"sweeps/{id}/pause")).Status);
        Assert.Equal("paused", await Phase(dashboard, id));
        Assert.Equal(200, (await dashboard.Post($"sweeps/{id}/resume")).Status);
        Assert.Equal("running", await Phase(dashboard, id));
        Assert.Equal(200, (await dashboard.Post($"sweeps/{id}/cancel")).Status);
        Assert.Equal("cancelled", await Phase(dashboard, id));
        Assert.Equal(409, (await dashboard.Post($"sweeps/{id}/pause")).Status);
        Assert.Equal(400, (await dashboard.Post($"sweeps/{id}/retry?state=done")).Status);
        Assert.Equal(200, (await dashboard.Post($"sweeps/{id}/retry?state=cancelled")).Status);
        Assert.Equal("running", await Phase(dashboard, id));
        Assert.Equal(404, (await dashboard.Post("sweeps/none/cancel")).Status);
        Assert.Equal(200, (await dashboard.Post($"sweeps/{id}/cancel")).Status);
    }

    [Fact]
    public async Task A_wrong_sweep_is_reported_with_the_line_and_a_right_one_is_planned()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var wrong = await Plan(dashboard, "sweep {\n  name = a\n  sedd = 1\n}");
        var right = await Plan(dashboard, File.ReadAllText(Repository.Example("keras-decay")));
        var document = await dashboard.Get("openapi.json");

        Assert.Contains(wrong.GetProperty("problems").EnumerateArray(), problem =>
            problem.GetProperty("line").GetInt32() == 3 && problem.GetProperty("subject").GetString() == "sweep.sedd");
        Assert.Equal(75, right.GetProperty("plan").GetProperty("trials").GetDouble());
        Assert.Empty((await dashboard.Get("sweeps")).GetProperty("sweeps").EnumerateArray());
        Assert.Equal(2, (await dashboard.Get("nodes")).GetProperty("nodes").GetArrayLength());
        Assert.Contains(
            document.GetProperty("paths").EnumerateObject(), path => path.Name == "/api/v1/sweeps/{id}/events");
    }

    [Fact]
    public async Task A_cluster_that_is_away_is_reported_until_it_is_back()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var sweeps = new Uri("sweeps", UriKind.Relative);
        await dashboard.Get("sweeps");
        cluster.Coordinator.Kill();
        await cluster.Coordinator.End();
        using var away = await dashboard.Http.GetAsync(sweeps, Test);
        var problem = await away.Content.ReadAsStringAsync(Test);
        await cluster.StartCoordinatorAgain();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains($"no coordinator answers at {cluster.Address}", problem, StringComparison.Ordinal);
        await Wait.Until(() => dashboard.Http.GetAsync(sweeps, Test).Result.IsSuccessStatusCode);
    }

    private static async Task<string?> Phase(DashboardProcess dashboard, string id) =>
        (await dashboard.Get($"sweeps/{id}")).GetProperty("sweep").GetProperty("phase").GetString();

    private static async Task<JsonElement> Plan(DashboardProcess dashboard, string sweep)
    {
        using var body = new StringContent(JsonSerializer.Serialize(new { sweep }), Encoding.UTF8, "application/json");
        using var reply = await dashboard.Http.PostAsync(new Uri("plan", UriKind.Relative), body, Test);
        return JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Test)).RootElement;
    }
}
