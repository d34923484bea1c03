using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Tests.Live;

/// <summary>A dashboard's view of a real cluster of one node.</summary>
public sealed class LiveClusterTests
{
    private static readonly CancellationToken Test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_result_is_fetched_once_however_many_watch()
    {
        await using var sweep = await LiveSweep.Start();
        using var cluster = new LiveCluster(sweep.Connection, TimeProvider.System);
        var running = sweep.Run();
        var poll = await Found(cluster);
        var watchers = Enumerable.Range(0, 20).Select(_ => UntilWhole(poll)).ToArray();
        var expected = Csv(await running);
        foreach (var snapshot in await Task.WhenAll(watchers))
            Assert.Equal(expected, Csv(snapshot.Table.Results));

        var parts = sweep.Connection.Questions.OfType<SweepProtocol.GetResultsPart>();
        var cursors = parts.Select(part => part.From).ToList();
        // Never back to the beginning.
        Assert.Equal(cursors.Select(cursor => cursor.Segments).Order(), cursors.Select(cursor => cursor.Segments));
        await poll.RefreshAsync(Test);
        var asked = parts.Count();
        await poll.RefreshAsync(Test);
        Assert.Equal(asked, parts.Count());
    }

    [Fact]
    public async Task It_says_that_the_cluster_does_not_answer_and_recovers_when_it_does()
    {
        await using var sweep = await LiveSweep.Start();
        using var cluster = new LiveCluster(sweep.Connection, TimeProvider.System);
        await sweep.Run();
        await cluster.Overview.RefreshAsync(Test);
        sweep.Connection.IsCut = true;
        var away = await cluster.Overview.RefreshAsync(Test);
        var still = await cluster.Overview.RefreshAsync(Test);
        sweep.Connection.IsCut = false;
        var back = await cluster.Overview.RefreshAsync(Test);

        Assert.Equal(("no coordinator answers", true), (away.Outage!.Reason, away.Outage.IsAway));
        Assert.Equal(away.Outage, still.Outage);
        Assert.Single(away.Sweeps);
        Assert.Null(back.Outage);
    }

    [Fact]
    public async Task An_unknown_sweep_is_null_and_one_that_cannot_be_asked_for_is_an_error()
    {
        await using var sweep = await LiveSweep.Start();
        using var cluster = new LiveCluster(sweep.Connection, TimeProvider.System);

        Assert.Null(await cluster.FindAsync("other", Test));
        sweep.Connection.IsCut = true;
        await Assert.ThrowsAsync<NoClusterException>(() => cluster.FindAsync("other", Test));
    }

    [Fact]
    public async Task A_run_takes_no_other_sweep_and_no_file_of_this_machine_is_read()
    {
        await using var sweep = await LiveSweep.Start();
        using var cluster = new LiveCluster(sweep.Connection, TimeProvider.System);
        const string drawn =
            "sweep { name = a\n dataset { synthetic { rows = 100 } }\n search-space { decay = [0, 1] } }";
        const string here =
            "sweep { name = a\n dataset { csv { path = /etc/passwd, features = [a], target = b } }\n "
            + "search-space { decay = [0, 1] } }";

        var refused = await Assert.ThrowsAsync<RefusedException>(
            () => cluster.SubmitAsync(new SweepUpload(drawn), Test));
        Assert.Contains("takes no other", refused.Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<InvalidInputException>(
            () => cluster.SubmitAsync(new SweepUpload(here), Test));
        Assert.Contains("send that file along", wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<SharedPoll<SweepSnapshot>> Found(LiveCluster cluster)
    {
        while (true)
        {
            if (await cluster.FindAsync(LiveSweep.Id, Test) is { } poll)
                return poll;
        }
    }

    private static async Task<SweepSnapshot> UntilWhole(SharedPoll<SweepSnapshot> poll)
    {
        await foreach (var snapshot in poll.WatchAsync(Test))
        {
            if (snapshot.IsKnown && snapshot.Status.Phase.IsEnd())
                return snapshot;
        }

        throw new InvalidOperationException("The poll ended before the sweep.");
    }

    private static string Csv(SweepResults results)
    {
        using var csv = new StringWriter();
        SummaryCsv.Write(csv, results);
        return csv.ToString();
    }
}
