using System.Globalization;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>What programs and machines do when they are at their worst.</summary>
public sealed class HardProgramTests : TemporaryFolder
{
    private const int Kills = 20;

    [Fact]
    [Trait("Length", "long")]
    public async Task Workers_killed_twenty_times_lose_no_trial_and_none_is_done_again_once_it_counts()
    {
        var script = $$"""
            echo "$SWEEP_TRIAL $SWEEP_ATTEMPT $NODE" >> {{In("begun")}}
            sleep 1
            while [ $(wc -l < {{In("kills")}}) -lt $(((SWEEP_TRIAL + 1) / 3)) ]; do sleep 0.1; done
            echo "$SWEEP_TRIAL $SWEEP_ATTEMPT" >> {{In("ended")}}
            echo '{"cost": 1}'
            """;
        var files = new ProgramFiles(
            this, script, "x = { integer = [1, 60] }", "grace = 0s, inherit = [PATH, NODE]");
        var chance = new Random(20);
        File.WriteAllText(In("kills"), "");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var workers = new Dictionary<int, NodeProcess>();
        await Add(0);
        await Add(1);
        using var submit = cluster.StartAsking("submit", files.Sweep, "--out", In("out"), "--quiet");
        for (var kill = 0; kill < Kills; kill++)
        {
            // One whose trial was never lost before: who loses three workers with it is given up.
            List<int> victims = [];
            await Wait.Until(() => (victims = AtFirstAttempts(workers.Keys)).Count > 0);
            var victim = victims[chance.Next(victims.Count)];
            await workers[victim].Signal("KILL");
            await workers[victim].End();
            File.AppendAllText(In("kills"), "one\n");
            workers.Remove(victim);
            await Add(kill + 2);
        }

        Assert.Equal(0, (await submit.End()).ExitCode);
        await files.Marked.Until(0);
        Assert.Equal(60, Summary.Read(In("out")).Count(row => row["state"] == "COMPLETE"));
        var attempts = File.ReadLines(In("out", "attempts.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.InRange(attempts.Count(row => row[^1] != "completed"), 1, Kills);
        var counted = attempts.Where(row => row[^1] == "completed").ToDictionary(row => row[0], row => int.Parse(
            row[1], CultureInfo.InvariantCulture));
        Assert.Equal(60, counted.Count);
        Assert.All(Lines("ended"), line => Assert.InRange(
            int.Parse(line[1], CultureInfo.InvariantCulture), 1, counted[line[0]]));

        async Task Add(int number)
        {
            workers[number] = cluster.AddWorkerWith([("NODE", $"{number}")], "--allow-programs");
            await workers[number].Up();
        }
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task A_program_that_prints_a_gigabyte_costs_its_worker_no_memory()
    {
        var little = await MemoryOfPrinting(1_000);
        var much = await MemoryOfPrinting(1_000_000_000);

        Assert.True(much < little + (100 << 10), $"{much} KiB for a gigabyte, {little} KiB for a kilobyte.");
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task Ten_thousand_trials_need_no_more_memory_than_two_thousand()
    {
        var files = new ProgramFiles(this, "echo '{\"cost\": 1}'", "x = { integer = [1, 10000] }");
        using var run = files.Start("out");
        await Wait.Until(() => Directory.Exists(In("out", "trials", "2")));
        var early = Memory(run.Id, "VmRSS");
        await Wait.Until(() => Directory.Exists(In("out", "trials", "9")));
        var late = Memory(run.Id, "VmRSS");

        Assert.Equal(0, (await run.End()).ExitCode);
        Assert.Equal(10_000, Summary.Read(In("out")).Count(row => row["state"] == "COMPLETE"));
        Assert.True(late < early + (100 << 10), $"{early} KiB after 2,000 trials, {late} KiB after 9,000.");
    }

    // The peak of the process that runs it, in KiB, before the program may end.
    private async Task<long> MemoryOfPrinting(long bytes)
    {
        var name = $"{bytes}";
        var script = $$"""
            yes 'a line of some program that is no result' | head -c {{bytes}}
            echo; touch {{In($"{name}.printed")}}
            while [ ! -e {{In($"{name}.go")}} ]; do sleep 0.1; done
            echo '{"cost": 1}'
            """;
        var files = new ProgramFiles(this, script, "x = [1]");
        using var run = files.Start(name);
        await Wait.Until(() => File.Exists(In($"{name}.printed")));
        File.WriteAllText(In($"{name}.go"), "");
        var peak = 0L;
        await Wait.Until(() => run.HasExited || (peak = Math.Max(peak, Memory(run.Id, "VmHWM"))) < 0);
        Assert.Equal(0, (await run.End()).ExitCode);
        Assert.True(new FileInfo(In(name, "trials", "0", "stdout.log")).Length > bytes);
        return peak;
    }

    // 0 once the process has ended.
    private static long Memory(int id, string what)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status")
                .FirstOrDefault(line => line.StartsWith(what, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1],
                CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // The workers whose present trial is at its first attempt.
    private List<int> AtFirstAttempts(IEnumerable<int> workers)
    {
        var begun = Lines("begun");
        var ended = Lines("ended").Select(line => line[0]).ToHashSet();
        return
        [
            .. workers.Where(worker =>
                begun.LastOrDefault(line => line[2] == $"{worker}") is { } last
                && last[1] == "1" && !ended.Contains(last[0])),
        ];
    }

    // The words of a file's whole lines.
    private List<string[]> Lines(string file) => File.Exists(In(file))
        ? [.. File.ReadAllText(In(file)).Split('\n')[..^1].Select(line => line.Split(' '))]
        : [];
}
