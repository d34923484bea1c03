using Akka.Actor;
using Microsoft.Data.Sqlite;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cluster.Tests.Node;

public sealed class EmbeddedNodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    private string? _journal;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_sweep_runs_to_its_end_and_every_trial_is_accounted_for()
    {
        var results = await Run(new Example.Trainer());

        Assert.True(results.Account.Balances);
        Assert.Equal(160, results.Account.Complete);
        var order = new GridOrder(Example.Spec());
        Assert.All(results.Ranked, result =>
            Assert.Equal(order.PlaceOf(result.Trial.Id), result.Outcome!.Metric(LinearSchema.Rmse)));
    }

    [Fact]
    public async Task A_sweep_goes_on_where_it_stopped_and_trains_nothing_twice()
    {
        using var stop = new CancellationTokenSource();
        var over = new TaskCompletionSource();
        var started = 0;
        var onlyOnePack = new Example.Trainer(_ =>
        {
            if (Interlocked.Increment(ref started) > 1)
                over.Task.Wait();
        });
        var kept = 0L;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunUntil(
            onlyOnePack,
            progress =>
            {
                kept = progress.Account.Done;
                if (kept > 0)
                    stop.Cancel();
            },
            stop.Token));
        over.SetResult();
        var trained = 0L;
        var results = await Run(new Example.Trainer(range => Interlocked.Add(ref trained, range.Count)));

        Assert.True(results.Account.Balances);
        Assert.Equal(160, results.Account.Complete);
        Assert.Equal(160 - kept, trained);
    }

    [Fact]
    public async Task A_sweep_that_was_paused_when_its_run_stopped_goes_on_with_the_next_run()
    {
        using var stop = new CancellationTokenSource();
        var over = new TaskCompletionSource();
        var paused = false;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var trainer = new Example.Trainer(_ => over.Task.Wait());
            var options = new EmbeddedNodeOptions(_folder, 1, trainer, TimeProvider.System);
            await using var node = await EmbeddedNode.StartAsync(options, stop.Token);
            await new SweepClient(node.System, node.Coordinator).RunAsync(
                new SweepProtocol.SubmitSweep("example", "fingerprint", Example.Text, 1),
                (progress, _) =>
                {
                    node.Coordinator.Tell(new SweepProtocol.PauseSweep("example"));
                    paused = progress.Paused;
                    if (paused)
                        stop.Cancel();
                },
                stop.Token);
        });
        over.SetResult();

        Assert.True(paused);
        Assert.Equal(160, (await Run(new Example.Trainer())).Account.Complete);
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData("-dash, space \" and ' quotes")]
    [InlineData("50% #1? &x=y")]
    [InlineData("żółć")]
    [InlineData("file:x")]
    public async Task A_journal_may_lie_in_a_folder_with_any_name(string name)
    {
        _journal = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        await Run(new Example.Trainer());

        Assert.True(File.Exists(Path.Combine(_journal, "journal.db")));
        Assert.Equal([name], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_results_of_a_complete_sweep_come_from_its_journal()
    {
        await Run(new Example.Trainer());
        var results = await Run(
            new Example.Trainer(_ => throw new InvalidOperationException("Nothing is left to train.")));

        Assert.Equal(160, results.Account.Complete);
    }

    [Fact]
    public async Task A_run_reports_that_another_program_holds_the_journal_and_waits_for_it()
    {
        await Run(new Example.Trainer());
        var journal = Path.Combine(_folder, JournalConfiguration.FileName);
        using var holder = new SqliteConnection($"Data Source={journal};Pooling=false");
        holder.Open();
        Execute(holder, "BEGIN EXCLUSIVE");
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = RunUntil(
            new Example.Trainer(),
            progress =>
            {
                if (progress.Problem.Length > 0)
                    told.TrySetResult(progress.Problem);
            },
            TestContext.Current.CancellationToken);
        Assert.Contains("the journal has not answered since", await told.Task, StringComparison.Ordinal);
        Execute(holder, "COMMIT");

        Assert.Equal(160, (await run).Account.Complete);
    }

    [Fact]
    public async Task A_trial_that_throws_fails_and_the_rest_goes_on()
    {
        var results = await Run(new Example.Trainer(range =>
        {
            if (range.Contains(17))
                throw new InvalidOperationException("trial 17 does not like you");
        }));

        Assert.Equal((159, 1), (results.Account.Complete, results.Account.Failed));
        Assert.Contains(results.Attempts, attempt => attempt.Reason == "trial 17 does not like you");
    }

    // Akka's defaults for these are a second or more.
    [Theory]
    [InlineData("periodic-tasks-initial-delay")]
    [InlineData("leader-actions-interval")]
    public async Task A_cluster_of_one_waits_for_no_timer_that_is_meant_for_networks(string setting)
    {
        var options = new EmbeddedNodeOptions(_folder, 1, new Example.Trainer(), TimeProvider.System);
        await using var node = await EmbeddedNode.StartAsync(options, TestContext.Current.CancellationToken);

        Assert.InRange(
            node.System.Settings.Config.GetTimeSpan($"akka.cluster.{setting}"),
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(20));
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private Task<SweepResults> Run(Example.Trainer trainer) =>
        RunUntil(trainer, _ => { }, TestContext.Current.CancellationToken);

    private async Task<SweepResults> RunUntil(
        Example.Trainer trainer, Action<SweepProtocol.SweepProgress> tell, CancellationToken cancellation)
    {
        var options = new EmbeddedNodeOptions(_journal ?? _folder, 2, trainer, TimeProvider.System);
        await using var node = await EmbeddedNode.StartAsync(options, cancellation);
        var client = new SweepClient(node.System, node.Coordinator);
        var submit = new SweepProtocol.SubmitSweep("example", "fingerprint", Example.Text, 1);
        return await client.RunAsync(submit, (progress, _) => tell(progress), cancellation);
    }
}
