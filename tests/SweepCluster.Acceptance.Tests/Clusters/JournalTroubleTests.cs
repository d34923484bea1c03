using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A journal that cannot be used for a while costs time and nothing else.</summary>
public sealed class JournalTroubleTests : TemporaryFolder
{
    [Fact]
    public async Task A_full_disk_is_told_and_outwaited()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "16m");
        await StandStill([], disk.Fill, disk.Free);
    }

    [Fact]
    public async Task A_database_that_is_stopped_is_told_and_outwaited()
    {
        using var postgres = new PostgresServer();
        var connection = Write("connection", postgres.NewDatabase());
        await StandStill(
            ["--set", "journal.kind=postgresql", "--set", $"journal.connection-string-file=\"{connection}\""],
            postgres.Stop,
            postgres.StartAgain);
    }

    private async Task StandStill(string[] journal, Action breakJournal, Action mendJournal)
    {
        var expected = await Sweeps.Expected(this, "long");
        await using var cluster = await TestCluster.Start(In("disk"), workers: 2, journal);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep is { Account.Done: > 0, Packs: 2 });
        breakJournal();
        var interrupted = await cluster.Until(sweep => sweep.Phase == SweepPhase.Interrupted);
        Assert.True(interrupted.Account.Done > 0);
        var status = await cluster.Ask("status", interrupted.SweepId);
        var list = await cluster.Ask("list");
        mendJournal();

        Assert.Contains($"{interrupted.SweepId}: interrupted", status.Output, StringComparison.Ordinal);
        Assert.Contains("problem: the journal cannot be", status.Output, StringComparison.Ordinal);
        Assert.Contains($"{interrupted.SweepId}: the journal cannot be", list.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.True((await cluster.All())[0].Account.Balances);
        Assert.False(cluster.Coordinator.HasExited);
        Assert.DoesNotContain(cluster.Coordinator.Lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }
}
