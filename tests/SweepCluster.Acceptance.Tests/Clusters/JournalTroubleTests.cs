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
        var expected = await Sweeps.Expected(this, "long", epochs: 100);
        await using var cluster = await TestCluster.Start(In("disk"), workers: 2, journal);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep is { Account.Done: > 0, Packs: 2 });
        breakJournal();
        var interrupted = await cluster.Until(sweep => sweep.Phase == SweepPhase.Interrupted);
        Assert.True(interrupted.Account.Done > 0);
        await Tells(cluster, ["status", interrupted.SweepId], $"{interrupted.SweepId}: interrupted", "problem: the journal cannot be");
        await Tells(cluster, ["list"], $"{interrupted.SweepId}: the journal cannot be");
        mendJournal();

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.True((await cluster.All())[0].Account.Balances);
        Assert.False(cluster.Coordinator.HasExited);
        Assert.DoesNotContain(cluster.Coordinator.Lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    // Whenever the journal is tried again, the sweep runs until its next write fails.
    private static async Task Tells(TestCluster cluster, string[] command, params string[] words)
    {
        string told;
        do
        {
            told = (await cluster.Ask(command[0], command[1..])).Output;
        }
        while (!words.All(word => told.Contains(word, StringComparison.Ordinal)));
    }
}
