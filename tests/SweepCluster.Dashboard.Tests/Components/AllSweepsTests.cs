using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Pages;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Tests.Components;

/// <summary>The list of sweeps: each state is seen at a glance.</summary>
public sealed class AllSweepsTests : BunitContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_sweep_whose_trials_all_failed_is_red_and_says_why()
    {
        const string hash = "7dd863bad4668cb06e2f87d1d38aaa3f2c5b001e18d645b9f6122615f1cb1333";
        var course = new SweepCourse(
            "rmse", TimeSpan.FromSeconds(75), null, $"<b>no data</b> {hash}: send it again");
        var row = Row(Statuses.Of(SweepPhase.Finished, new Account(12, 0, 0, 0, 12, 0), course: course));

        Assert.Equal("finished, all 12 trials failed", row.QuerySelector(".phase.bad")!.TextContent);
        Assert.Equal(
            "Why trials failed, the last one: <b>no data</b> 7dd863ba…: send it again",
            row.QuerySelector(".reason")!.TextContent);
        Assert.Contains("0 of 12", Cell(row, "Trials trained"), StringComparison.Ordinal);
        Assert.Equal("1 min 15 s", Cell(row, "Duration"));
        Assert.Equal("", Cell(row, "Best"));
    }

    [Fact]
    public void Cancelled_trials_do_not_fill_the_bar()
    {
        var row = Row(Statuses.Of(SweepPhase.Cancelled, new Account(480, 300, 0, 0, 60, 120)));

        Assert.Equal(["trained flex:300", "failed flex:60", "cancelled flex:120"], Parts(row));
        Assert.Contains("60 failed, 120 cancelled", Cell(row, "Trials trained"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_sweep_shows_its_best_trial_and_the_time_left()
    {
        var running = Statuses.Of(SweepPhase.Running, new Account(480, 120, 0, 0, 0, 0), packs: 2) with
        {
            Highlights = new Highlights([120, 0, 0, 0, 0], [new TopTrial(7, 0.0012345)]),
        };
        var row = Row(running, Statuses.Worker("up", 2, 2));

        Assert.StartsWith("0.0012345", Cell(row, "Best"), StringComparison.Ordinal);
        Assert.EndsWith("rmse", Cell(row, "Best"), StringComparison.Ordinal);
        // 120 trials in 10 minutes.
        Assert.Matches(@"^10 min 0 s\s*about 30 min 0 s left$", Cell(row, "Duration"));
        Assert.Null(row.QuerySelector(".reason"));
    }

    [Fact]
    public void A_sweep_whose_journal_is_not_read_yet_claims_no_number_of_trials()
    {
        var unread = Statuses.Of(
            SweepPhase.Interrupted, new Account(480, 0, 0, 0, 0, 0), problem: "the journal is being read");
        var row = Row(unread with { IsAccountKnown = false });

        Assert.Contains("not known yet, of 480", Cell(row, "Trials trained"), StringComparison.Ordinal);
        Assert.Equal(
            "Trials of grid-1 that are trained: not known yet, of 480",
            row.QuerySelector(".track")!.GetAttribute("aria-label"));
        Assert.Equal(["open flex:480"], Parts(row));
    }

    [Fact]
    public void A_sweep_that_no_worker_trains_says_so()
    {
        var row = Row(Statuses.Of(SweepPhase.Queued, new Account(12, 0, 0, 0, 0, 0)));

        Assert.Contains("no worker is there", row.QuerySelector(".reason")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_an_older_coordinator_knows_nothing_about_are_empty()
    {
        var row = Row(Statuses.Of(SweepPhase.Finished, new Account(12, 12, 0, 0, 0, 0), course: SweepCourse.Unknown));

        Assert.Equal(("", ""), (Cell(row, "Best"), Cell(row, "Duration")));
    }

    [Fact]
    public async Task While_nobody_answers_the_page_does_not_claim_that_there_are_no_sweeps()
    {
        var connection = new StandingConnection(null);
        var page = Rendered(connection, TimeProvider.System);
        page.WaitForAssertion(
            () => Assert.Contains(
                "no coordinator answers", page.Find(".trouble").TextContent, StringComparison.Ordinal),
            Patience);
        Assert.DoesNotContain("No sweep", page.Markup, StringComparison.Ordinal);

        connection.Sweeps = ImmutableArray<SweepStatus>.Empty;
        await RefreshAsync();
        page.WaitForAssertion(() => Assert.Contains("No sweep yet", page.Markup, StringComparison.Ordinal), Patience);

        connection.Sweeps = null;
        await RefreshAsync();
        page.WaitForAssertion(
            () => Assert.Contains(
                "There was no sweep when the cluster last answered", page.Markup, StringComparison.Ordinal),
            Patience);
        Assert.DoesNotContain("No sweep yet", page.Markup, StringComparison.Ordinal);
    }

    private Task<ClusterSnapshot> RefreshAsync() => Services.GetRequiredService<LiveCluster>().Overview
        .RefreshAsync(Xunit.TestContext.Current.CancellationToken);

    private AngleSharp.Dom.IElement Row(SweepStatus sweep, params NodeStatus[] workers)
    {
        var page = Rendered(
            new StandingConnection([sweep], [Statuses.Coordinator, .. workers]), new FakeTimeProvider(Statuses.Noon));
        page.WaitForElement("tbody tr", Patience);
        return page.Find("tbody tr");
    }

    private IRenderedComponent<AllSweeps> Rendered(StandingConnection connection, TimeProvider clock)
    {
        Services.AddSingleton(clock).AddSingleton(new LiveCluster(connection, clock));
        return Render<AllSweeps>();
    }

    private static IEnumerable<string> Parts(AngleSharp.Dom.IElement row) =>
        row.QuerySelectorAll(".track i").Select(part => $"{part.ClassName} {part.GetAttribute("style")}");

    private static string Cell(AngleSharp.Dom.IElement row, string label) =>
        row.QuerySelector($"td[data-label='{label}']")!.TextContent.Trim();
}
