using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Pages;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Tests.Components;

/// <summary>The list of sweeps: each state at a glance.</summary>
public sealed class AllSweepsTests : BunitContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public void All_that_failed_is_red_and_says_why()
    {
        var course = new SweepCourse("rmse", TimeSpan.FromSeconds(75), null, "<b>no data</b> 7dd863bad4668cb06e2f87d1d38aaa3f2c5b001e18d645b9f6122615f1cb1333: send it again");
        var row = Row(Statuses.Of(SweepPhase.Finished, new Account(12, 0, 0, 0, 12, 0), course: course));

        Assert.Equal("finished, all 12 trials failed", row.QuerySelector(".phase.bad")!.TextContent);
        Assert.Equal("Why trials failed, the last one: <b>no data</b> 7dd863ba…: send it again", row.QuerySelector(".reason")!.TextContent);
        Assert.Contains("0 of 12", Cell(row, "Trials trained"), StringComparison.Ordinal);
        Assert.Equal("1 min 15 s", Cell(row, "Duration"));
        Assert.Equal("", Cell(row, "Best"));
    }

    [Fact]
    public void What_was_cancelled_does_not_fill_the_bar()
    {
        var row = Row(Statuses.Of(SweepPhase.Cancelled, new Account(480, 300, 0, 0, 60, 120)));
        var parts = row.QuerySelectorAll(".track i").Select(part => $"{part.ClassName} {part.GetAttribute("style")}");

        Assert.Equal(["trained flex:300", "failed flex:60", "cancelled flex:120"], parts);
        Assert.Contains("60 failed, 120 cancelled", Cell(row, "Trials trained"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_at_work_tells_its_best_and_how_long_it_will_go_on()
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
    public void One_whose_journal_is_not_read_yet_claims_no_number_of_trials()
    {
        var unread = Statuses.Of(SweepPhase.Interrupted, new Account(480, 0, 0, 0, 0, 0), problem: "the journal is being read");
        var row = Row(unread with { IsAccountKnown = false });

        Assert.Contains("not known yet, of 480", Cell(row, "Trials trained"), StringComparison.Ordinal);
        Assert.Equal("Trials of grid-1 that are trained: not known yet, of 480", row.QuerySelector(".track")!.GetAttribute("aria-label"));
        Assert.Equal("open flex:480", string.Join(", ", row.QuerySelectorAll(".track i").Select(part => $"{part.ClassName} {part.GetAttribute("style")}")));
    }

    [Fact]
    public void One_that_no_worker_trains_says_so()
    {
        var row = Row(Statuses.Of(SweepPhase.Queued, new Account(12, 0, 0, 0, 0, 0)));

        Assert.Contains("no worker is there", row.QuerySelector(".reason")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_an_older_coordinator_leaves_open_what_that_does_not_tell()
    {
        var row = Row(Statuses.Of(SweepPhase.Finished, new Account(12, 12, 0, 0, 0, 0), course: SweepCourse.Unknown));

        Assert.Equal(("", ""), (Cell(row, "Best"), Cell(row, "Duration")));
    }

    [Fact]
    public async Task Under_the_word_that_nobody_answers_nothing_is_claimed_to_be_empty()
    {
        var connection = new StandingConnection(null);
        var page = Rendered(connection, TimeProvider.System);
        page.WaitForAssertion(() => Assert.Contains("no coordinator answers", page.Find(".trouble").TextContent, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("No sweep", page.Markup, StringComparison.Ordinal);

        connection.Sweeps = ImmutableArray<SweepStatus>.Empty;
        await Services.GetRequiredService<LiveCluster>().Overview.RefreshAsync(Xunit.TestContext.Current.CancellationToken);
        page.WaitForAssertion(() => Assert.Contains("No sweep yet", page.Markup, StringComparison.Ordinal), Patience);

        connection.Sweeps = null;
        await Services.GetRequiredService<LiveCluster>().Overview.RefreshAsync(Xunit.TestContext.Current.CancellationToken);
        page.WaitForAssertion(
            () => Assert.Contains("There was no sweep when the cluster last answered", page.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("No sweep yet", page.Markup, StringComparison.Ordinal);
    }

    private AngleSharp.Dom.IElement Row(SweepStatus sweep, params NodeStatus[] workers)
    {
        var page = Rendered(new StandingConnection([sweep], [Statuses.Coordinator, .. workers]), new FakeTimeProvider(Statuses.Noon));
        page.WaitForElement("tbody tr", Patience);
        return page.Find("tbody tr");
    }

    private IRenderedComponent<AllSweeps> Rendered(StandingConnection connection, TimeProvider clock)
    {
        Services.AddSingleton(clock).AddSingleton(new LiveCluster(connection, clock));
        return Render<AllSweeps>();
    }

    private static string Cell(AngleSharp.Dom.IElement row, string label) =>
        row.QuerySelector($"td[data-label='{label}']")!.TextContent.Trim();
}
