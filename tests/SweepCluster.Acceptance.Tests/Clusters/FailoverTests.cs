using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>Three coordinators with a real PostgreSQL: any of them may fail.</summary>
public sealed class FailoverTests(PostgresServer postgres) : TemporaryFolder
{
    [Fact]
    public Task A_coordinator_that_is_killed_at_work_is_replaced() => KillCoordinators(1, epochs: 100);

    [Fact]
    [Trait("Length", "long")]
    public Task Three_coordinators_that_are_killed_at_work_are_replaced() => KillCoordinators(3, epochs: 1000);

    [Fact]
    public async Task Two_of_three_coordinators_start_without_the_first()
    {
        var expected = await Sweeps.Expected(this, "long", epochs: 20);
        await using var cluster = await CoordinatorTrio.Start(Write("connection", postgres.NewDatabase()), workers: 1);
        await cluster.KillAll();
        await Task.WhenAll(cluster.StartAgain(1), cluster.StartAgain(2));
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        await cluster.StartAgain(0);
        await cluster.UntilNodes(nodes => nodes.Count(node => node.Role == "coordinator") == 3);
    }

    private async Task KillCoordinators(int kills, int epochs)
    {
        var expected = await Sweeps.Expected(this, "long", epochs);
        await using var cluster = await CoordinatorTrio.Start(Write("connection", postgres.NewDatabase()), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.UntilDone(0);
        for (var kill = 0; kill < kills; kill++)
        {
            var done = await cluster.Done();
            var killed = await cluster.KillTheOneAtWork();
            await cluster.UntilDone(done);
            await cluster.StartAgain(killed);
        }

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.All(cluster.Workers, worker => Assert.Single(
            worker.Lines, line => line.Contains(" is up at ", StringComparison.Ordinal)));
    }
}
