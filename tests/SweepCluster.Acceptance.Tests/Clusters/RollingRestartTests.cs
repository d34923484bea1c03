using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>During a sweep, every node leaves and starts again, one after the other, as in an upgrade.</summary>
public sealed class RollingRestartTests(PostgresServer postgres) : TemporaryFolder
{
    [Fact]
    [Trait("Length", "long")]
    public async Task A_coordinator_and_its_workers_lose_nothing_and_change_no_byte()
    {
        var expected = await Sweeps.Expected(this, "long", epochs: 600);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep is { Account.Done: > 0, Packs: 2 });
        foreach (var worker in cluster.Workers.ToList())
        {
            await worker.Leave();
            await cluster.AddWorker().Up();
            await cluster.Until(sweep => sweep.Packs == 2);
        }

        var done = (await cluster.All())[0].Account.Done;
        await cluster.Coordinator.Leave();
        await cluster.StartCoordinatorAgain();
        await cluster.Until(sweep => sweep.Account.Done > done && sweep.Packs == 2);

        await Ends(submit, expected);
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task Three_coordinators_and_two_workers_lose_nothing_and_change_no_byte()
    {
        var expected = await Sweeps.Expected(this, "long", epochs: 1000);
        await using var cluster = await CoordinatorTrio.Start(Write("connection", postgres.NewDatabase()), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.UntilDone(0);
        for (var worker = 0; worker < 2; worker++)
        {
            await cluster.Workers[worker].Leave();
            await cluster.StartWorkerAgain(worker);
            await cluster.UntilNodes(nodes => nodes.Sum(node => node.Busy) == 2);
        }

        for (var coordinator = 0; coordinator < 3; coordinator++)
        {
            var done = await cluster.Done();
            await cluster.Coordinators[coordinator].Leave();
            await cluster.StartAgain(coordinator);
            await cluster.UntilDone(done);
        }

        Assert.False(submit.HasExited, "The sweep was over before all nodes had started again.");
        await Ends(submit, expected);
    }

    private async Task Ends(SweepProcess submit, byte[] expected)
    {
        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.DoesNotContain(",failed", File.ReadAllText(In("submitted", "attempts.csv")), StringComparison.Ordinal);
    }
}
