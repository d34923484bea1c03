using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Searching;

/// <summary>Sweeps whose trials a scheduler stops give the same bytes however they are run.</summary>
public sealed class SchedulerTests : SearchScenario
{
    // It goes on from the step that its checkpoint names, if there is one.
    private const string Step =
        """
        import json, os, sys, time
        x, budget = float(sys.argv[1]), int(sys.argv[2])
        kept = os.path.join(os.environ.get("SWEEP_CHECKPOINT_DIR", ""), "made")
        made = int(open(kept).read()) if "SWEEP_CHECKPOINT_DIR" in os.environ and os.path.exists(kept) else 0
        with open(os.environ["SWEEP_METRICS_FILE"], "a") as said:
            for step in range(made + 1, budget + 1):
                time.sleep(0.02)
                print(json.dumps({"step": step, "cost": abs(x - 0.3) + 1 / step}), file=said, flush=True)
                if "SWEEP_CHECKPOINT_DIR" in os.environ:
                    open(kept, "w").write(str(step).ljust(int(os.environ.get("PADDING", 0))))
        """;

    [Fact]
    public Task The_bytes_are_the_same_with_any_number_of_slots_and_any_width_of_vectors() =>
        AreTheSameBytes("tpe", "halving");

    [Theory]
    [InlineData("grid", "median")]
    [InlineData("sobol", "hyperband")]
    [InlineData("gp", "hyperband")]
    [InlineData("tpe", "median")]
    [InlineData("grid", "halving")]
    [Trait("Length", "long")]
    public async Task The_bytes_of_other_schedulers_are_the_same_too(string sampler, string scheduler) =>
        await AreTheSameBytes(sampler, scheduler);

    private async Task AreTheSameBytes(string sampler, string scheduler)
    {
        var file = Layers(sampler, scheduler);
        var expected = await Run(file, "two", "--workers", "2");
        var scalar = SweepProcess.Run(
            ["run", file, "--out", In("scalar"), "--quiet"], ("DOTNET_EnableHWIntrinsic", "0"));

        Assert.Equal(expected, await Run(file, "one", "--workers", "1"));
        Assert.Equal(expected, await Run(file, "four", "--workers", "4"));
        Assert.Equal(0, (await scalar).ExitCode);
        Assert.Equal(expected, File.ReadAllText(In("scalar", "summary.csv")));
        Assert.Equal(["COMPLETE", "PRUNED"], Summary.Read(In("one")).Select(row => row["state"]).Distinct().Take(2));
        var verified = await SweepProcess.Run(["verify", In("one")]);
        Assert.Contains("of 40 trials: all bits equal.", verified.Output, StringComparison.Ordinal);
        var again = await SweepProcess.Run(["run", In("one", "sweep.hocon"), "--out", In("again"), "--quiet"]);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(expected, File.ReadAllText(In("again", "summary.csv")));
    }

    [Fact]
    public Task Programs_give_the_same_bytes_after_kills() =>
        GivesTheSameBytesAfterKills(Programs("gp", "hyperband { }"), 3, 20);

    [Fact]
    public Task A_cluster_whose_nodes_are_killed_in_the_middle_of_rungs_gives_the_bytes_of_a_run() =>
        GivesTheSameBytesOnAClusterWhoseNodesAreKilled(
            Programs("tpe", "halving { smallest = 1 }"), account => account.Pruned);

    [Fact]
    public async Task A_schedule_is_planned_and_a_stopped_trial_explained()
    {
        var file = Programs("sobol", "halving { smallest = 1 }");
        var plan = await SweepProcess.Run(["plan", file]);
        await Run(file, "out");
        var rows = Summary.Read(In("out"));
        var stopped = rows.First(row => row["state"] == "PRUNED" && row["steps"] == "1");
        var explained = await SweepProcess.Run(["explain", In("out"), stopped["trial_id"]]);

        Assert.Contains(
            "\nscheduler      halving: of 9 configurations the best of each 3 go on from 1 to 3 to 9 steps\n",
            plan.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nsteps +about 63 in place of 243\n", plan.Output);
        Assert.Matches(
            $"^Trial {stopped["trial_id"]} was stopped by halving after 1 of 9 steps: cost [0-9.E-]+ is "
                + "\\d+(st|nd|rd|th) of the 9 that were compared there, of which the best 3 went on; "
                + "it needed [0-9.E-]+\\.\n",
            explained.Output);
        Assert.Equal(3, rows.Count(row => row["state"] == "COMPLETE"));
        Assert.All(rows.Where(row => row["state"] == "COMPLETE"), row => Assert.Equal("9", row["steps"]));
    }

    [Fact]
    public async Task The_median_rule_stops_programs_while_they_run()
    {
        var file = Programs("sobol", "median { }", "parallel = 1");
        await Run(file, "out");
        var rows = Summary.Read(In("out"));

        Assert.Contains(rows, row => row["state"] == "PRUNED" && int.Parse(row["steps"]) < 9);
        Assert.Contains(rows, row => row["state"] == "COMPLETE" && row["steps"] == "9");
        Assert.DoesNotContain(",failed", File.ReadAllText(In("out", "attempts.csv")), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(In("out", "summary.csv")), await Run(file, "again", "--workers", "1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_program_that_keeps_checkpoints_goes_on_where_it_stood(bool keeps)
    {
        var file = Programs("sobol", "halving { smallest = 1 }", "", $"checkpoints = {(keeps ? "on" : "off")}");
        await Run(file, "out", "--workers", "1");
        var best = Summary.Read(In("out")).First(row => row["state"] == "COMPLETE")["trial_id"];

        // The program says each step that it makes, and has made three before.
        var said = File.ReadLines(In("out", "trials", best, "metrics.jsonl")).Count();
        Assert.Equal(keeps ? 6 : 9, said);
        var curve = File.ReadLines(In("out", "curves.csv")).Where(line => line.StartsWith($"{best},")).ToList();
        Assert.Equal(9, curve.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600_000)]
    public async Task It_does_so_on_a_cluster_on_whichever_worker(int bytes)
    {
        var file = Programs(
            "sobol", "halving { smallest = 1 }", "",
            $"checkpoints = on, keep = [metrics.jsonl], environment {{ PADDING = {bytes} }}");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        for (var worker = 0; worker < 2; worker++)
            await cluster.AddWorker(1, "--allow-programs").Up();
        Assert.Equal(0, (await cluster.Ask("submit", file, "--out", In("out"), "--quiet")).ExitCode);

        var best = Summary.Read(In("out")).Where(row => row["state"] == "COMPLETE").Select(row => row["trial_id"]);
        Assert.All(best, id =>
            Assert.Equal(6, File.ReadLines(In("out", "trials", id, "metrics.jsonl")).Count()));
        Assert.Equal(9 * 3, File.ReadLines(In("out", "curves.csv"))
            .Count(line => best.Any(id => line.StartsWith($"{id},", StringComparison.Ordinal))));
        var stored = new DirectoryInfo(In("data", "data"));
        await Wait.Until(() => stored.EnumerateFiles().All(kept => kept.Length < 100_000));
    }

    [Fact]
    public async Task The_asynchronous_scheduler_accounts_for_every_trial()
    {
        await Run(Programs("random", "asha { smallest = 1 }"), "out", "--workers", "3");
        var rows = Summary.Read(In("out"));

        Assert.Equal(27, rows.Count);
        Assert.Contains(rows, row => row["state"] == "COMPLETE" && row["steps"] == "9");
        Assert.All(rows, row => Assert.Contains(row["state"], new[] { "COMPLETE", "PRUNED" }));
    }

    [Fact]
    public async Task The_asynchronous_scheduler_ends_at_once_at_a_goal_and_that_is_a_success()
    {
        await Run(Programs("random", "asha { smallest = 1 }", "stop { goal = 1.3 }"), "out", "--workers", "3");
        var states = Summary.Read(In("out")).Select(row => row["state"]).ToList();

        Assert.Contains("CANCELLED", states);
    }

    private string Layers(string sampler, string scheduler)
    {
        var space = sampler == "grid"
            ? "learning-rate = { log-uniform = [1e-4, 1], count = 10 }, batch-size = [8, 16], decay = [0, 0.01]"
            : "learning-rate = { log-uniform = [1e-4, 1] }, batch-size = { log-integer = [8, 64] }";
        return Write("layers.hocon",
            $$"""
            sweep {
              name = layers
              dataset.synthetic { target = difference, rows = 2000, noise = 0.1 }
              training { epochs = 9 }
              search-space { {{space}} }
              sampler = {{sampler}}
              {{(sampler == "grid" ? "" : "trials = 40")}}
              scheduler { {{scheduler}} { } }
            }
            """);
    }

    private string Programs(string sampler, string scheduler, string search = "", string program = "")
    {
        Write("step.py", Step);
        return Write("programs.hocon",
            $$"""
            sweep {
              name = schedule
              objective { metric = cost, direction = minimize }
              program {
                run = [python3, step.py, "{x}", "{budget}"]
                files = [step.py]
                budget = 9
                grace = 0s
                {{program}}
              }
              search-space { x = { uniform = [0, 1] } }
              sampler = {{sampler}}
              trials = 27
              {{search}}
              scheduler { {{scheduler}} }
            }
            """);
    }
}
