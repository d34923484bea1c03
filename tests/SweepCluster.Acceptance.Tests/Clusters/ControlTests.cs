using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>People pause, resume, cancel and retry sweeps, and let two of them share a cluster.</summary>
public sealed class ControlTests : TemporaryFolder
{
    [Fact]
    public async Task A_paused_sweep_drains_and_a_resumed_one_ends_with_the_same_bytes()
    {
        var expected = await Sweeps.Expected(this, "long", Sweeps.Longer);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        // Until the first packs end, half of the sweep's packs are open.
        var id = (await cluster.Until(sweep => sweep is { Packs: 2 })).SweepId;
        using var watch = NodeProcess.Start("watch", id, "--cluster", cluster.Address);
        Assert.Equal(0, (await cluster.Ask("pause", id)).ExitCode);
        Assert.Contains($"{id}: paused", (await cluster.Ask("status", id)).Output, StringComparison.Ordinal);
        await watch.Says($"{id}: paused: ");
        var drained = await cluster.Until(sweep => sweep is { Phase: SweepPhase.Paused, Packs: 0 });
        var status = await cluster.Ask("status", id);

        Assert.Contains($"{id}: paused", status.Output, StringComparison.Ordinal);
        Assert.Equal(drained.Account, (await cluster.All())[0].Account);
        Assert.Equal(0, (await cluster.Ask("resume", id)).ExitCode);
        Assert.Equal(0, (await submit.End()).ExitCode);
        await watch.End();
        Assert.Equal(0, watch.ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
    }

    [Fact]
    public async Task A_cancelled_sweep_stops_and_its_trials_can_be_trained_after_all()
    {
        var expected = await Sweeps.Expected(this, "long", Sweeps.Longer);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("cancelled"), "--quiet");
        var id = (await cluster.Until(sweep => sweep is { Account.Done: > 0, Packs: 2 })).SweepId;
        Assert.Equal(0, (await cluster.Ask("cancel", id)).ExitCode);
        var cancelled = (await cluster.All())[0];

        Assert.Equal((SweepPhase.Cancelled, 0), (cancelled.Phase, cancelled.Packs));
        Assert.True(cancelled.Account.Balances);
        Assert.True(cancelled.Account.Cancelled > 0);
        Assert.Equal(1, (await submit.End()).ExitCode);
        Assert.Contains(",CANCELLED,", File.ReadAllText(In("cancelled", "summary.csv")), StringComparison.Ordinal);
        Assert.Equal(2, (await cluster.Ask("retry", id)).ExitCode);
        Assert.Equal(0, (await cluster.Ask("retry", id, "--state", "cancelled")).ExitCode);
        Assert.Equal(0, (await cluster.Ask("watch", id)).ExitCode);
        Assert.Equal(0, (await cluster.Ask("results", id, "--out", In("fetched"))).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("fetched", "summary.csv")));
    }

    [Fact]
    public async Task Two_sweeps_share_the_slots_and_outlive_the_coordinator()
    {
        var expected = await Sweeps.Expected(this, "long");
        Write("other.hocon", Sweeps.Long("other"));
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        var first = await cluster.Ask("submit", In("long.hocon"), "--detach");
        var second = await cluster.Ask("submit", In("other.hocon"), "--detach", "--priority", "1");
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        await cluster.UntilAll(sweeps => sweeps.All(sweep => sweep.Packs == 1));
        using var watch = NodeProcess.Start("watch", first.Output.Trim(), "--cluster", cluster.Address);
        await watch.Says("trials/s");
        cluster.Coordinator.Kill();
        await cluster.Coordinator.End();
        await watch.Says("coordinator away: ");
        await cluster.StartCoordinatorAgain();
        await cluster.UntilAll(sweeps => sweeps.All(sweep => sweep.Phase == SweepPhase.Finished));
        await watch.End();
        Assert.DoesNotContain(watch.Lines, line => line.Contains(" 0 / 0 ", StringComparison.Ordinal)
            || line.Contains(", -", StringComparison.Ordinal));

        foreach (var id in new[] { first.Output.Trim(), second.Output.Trim() })
            Assert.Equal(0, (await cluster.Ask("results", id, "--out", In(id))).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In(first.Output.Trim(), "summary.csv")));
    }
}
