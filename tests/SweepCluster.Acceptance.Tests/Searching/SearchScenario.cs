using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Runs;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Acceptance.Tests.Searching;

/// <summary>Sweeps of which the same bytes are expected however they are run.</summary>
public abstract class SearchScenario : TemporaryFolder
{
    /// <summary>Runs a sweep; returns its summary.</summary>
    protected async Task<string> Run(string file, string folder, params string[] options)
    {
        var ended = await SweepProcess.Run(["run", file, "--out", In(folder), "--quiet", .. options]);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        return File.ReadAllText(In(folder, "summary.csv"));
    }

    /// <summary>Kills a run of programs, and the next, and so on, and brings it to its end.</summary>
    /// <param name="file">The sweep.</param>
    /// <param name="dones">At each kill, a trial that has said something.</param>
    protected async Task GivesTheSameBytesAfterKills(string file, params int[] dones)
    {
        var expected = await Run(file, "whole", "--workers", "3");
        foreach (var done in dones)
        {
            using var run = SweepProcess.Start(["run", file, "--out", In("killed"), "--quiet"]);
            await Wait.Until(() => run.HasExited || File.Exists(In("killed", "trials", $"{done}", "metrics.jsonl")));
            Assert.False(run.HasExited, "The sweep ended before it could be killed; make it longer.");
            Assert.True(new JournalReader(In("killed")).Events("proposed.1") > 0);
            run.Kill();
            await run.End();
        }

        Assert.Equal(expected, await Run(file, "killed"));
        Assert.Contains(",lost", File.ReadAllText(In("killed", "attempts.csv")), StringComparison.Ordinal);
    }

    /// <summary>Kills a worker, and then the coordinator, of a cluster that runs programs.</summary>
    /// <param name="file">The sweep.</param>
    /// <param name="come">How far it has come: more than 3 at the first kill, more than 10 at the second.</param>
    protected async Task GivesTheSameBytesOnAClusterWhoseNodesAreKilled(string file, Func<Account, long> come)
    {
        var expected = await Run(file, "alone");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        for (var worker = 0; worker < 2; worker++)
            await cluster.AddWorker(1, "--allow-programs").Up();
        using var submit = cluster.StartAsking("submit", file, "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => come(sweep.Account) > 3);
        await cluster.Workers[0].Signal("KILL");
        await cluster.AddWorker(1, "--allow-programs").Up();
        await cluster.Until(sweep => come(sweep.Account) > 10);
        await cluster.Coordinator.Signal("KILL");
        await cluster.Coordinator.End();
        await cluster.StartCoordinatorAgain();

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllText(In("submitted", "summary.csv")));
        Assert.All(await cluster.All(), sweep => Assert.True(sweep.Account.Balances));
    }
}
