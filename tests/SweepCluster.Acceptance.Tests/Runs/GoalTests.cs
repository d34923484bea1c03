using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>A sweep that stops at its goal has succeeded, and says so everywhere.</summary>
public sealed class GoalTests : TemporaryFolder
{
    private const string Reached = "The goal is reached: trial 2 has rmse ";
    private const string NotTrained = ", at or below 0.05, so the 3 trials after it were not trained.";

    private string Sweep => Write("goal.hocon",
        """
        sweep {
          name = goal
          dataset { synthetic { target = difference, rows = 2000 } }
          training { epochs = 30 }
          search-space { batch-size = [250, 200, 8, 16, 32, 64], learning-rate = [0.003] }
          stop { goal = 0.05 }
        }
        """);

    [Fact]
    public async Task A_run_that_reaches_its_goal_succeeds_and_so_does_the_next_one()
    {
        string[] command = ["run", Sweep, "--out", In("out"), "--workers", "1"];
        foreach (var _ in new[] { "first", "again" })
        {
            var ended = await SweepProcess.Run(command);
            Assert.Equal(0, ended.ExitCode);
            Assert.Contains(Reached, ended.Output, StringComparison.Ordinal);
            Assert.Contains(NotTrained, ended.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await SweepProcess.Run([.. command, "--quiet"])).ExitCode);
        Assert.Equal(3, Summary.Read(In("out")).Count(row => row["state"] == "CANCELLED"));
    }

    [Fact]
    public async Task A_cluster_s_sweep_that_reaches_its_goal_succeeds_for_all_who_ask()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        var id = (await cluster.Ask("submit", Sweep, "--detach")).Output.Trim();
        var watched = await cluster.Ask("watch", id);
        var status = await cluster.Ask("status", id);
        var retried = await cluster.Ask("retry", id, "--state", "cancelled");

        Assert.Equal(0, watched.ExitCode);
        Assert.Contains(Reached, watched.Output, StringComparison.Ordinal);
        Assert.Contains(NotTrained, watched.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await cluster.Ask("results", id, "--format", "csv")).ExitCode);
        Assert.Equal(0, (await cluster.Ask("submit", Sweep, "--out", In("out"))).ExitCode);
        Assert.Contains($"{id}: goal-reached", status.Output, StringComparison.Ordinal);
        Assert.Contains(
            "the goal is reached: trials that come after it are not trained, and are counted as cancelled",
            status.Output,
            StringComparison.Ordinal);
        Assert.Equal(2, retried.ExitCode);
        Assert.Contains(
            "its goal is reached, and trials that come after that are not trained",
            retried.Error,
            StringComparison.Ordinal);
    }
}
