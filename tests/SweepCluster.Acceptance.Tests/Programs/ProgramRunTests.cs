namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>A sweep whose trials are programs, in one process.</summary>
public sealed class ProgramRunTests : TemporaryFolder
{
    // Eight trials of some tenths of a second; the cost is (x - 2)^2 + seed.
    private const string Slow = """
        x=${1#--x=}
        for step in 1 2 3; do sleep 0.1; echo "{\"step\": $step, \"cost\": $(((x - 2) * (x - 2) + 9 - step))}"; done
        """;

    private const string Eight = "x = { integer = [1, 8] }";

    public static TheoryData<string> Examples => ["python", "bash", "pattern", "serve"];

    [Theory]
    [MemberData(nameof(Examples))]
    public Task An_example_runs_to_its_end(string example) => RunsToItsEnd(example);

    // The system's Python has the libraries.
    [Theory]
    [Trait("Length", "long")]
    [InlineData("sklearn")]
    [InlineData("torch")]
    [InlineData("r")]
    [InlineData("csharp")]
    public Task An_example_that_needs_more_than_a_bare_system_runs_to_its_end(string example) =>
        RunsToItsEnd(example, ("PATH", $"/usr/bin:{Environment.GetEnvironmentVariable("PATH")}"));

    [Theory]
    [InlineData("program")]
    [InlineData("serve")]
    public async Task What_init_writes_runs_as_it_is_and_is_never_written_over(string kind)
    {
        var written = await SweepProcess.Run(["init", kind, In("first")]);
        var ended = await SweepProcess.Run(["run", In("first", $"{kind}.hocon"), "--out", In("out"), "--quiet"]);
        File.WriteAllText(In("first", $"{kind}.py"), "mine");
        File.Delete(In("first", $"{kind}.hocon"));
        var again = await SweepProcess.Run(["init", kind, In("first")]);
        var unknown = await SweepProcess.Run(["init", "porgram"]);

        Assert.Equal(
            $"{In("first", $"{kind}.hocon")}\n{In("first", $"{kind}.py")}\n"
            + $"Next: sweep run {In("first", $"{kind}.hocon")}\n",
            written.Output);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.All(Summary.Read(In("out")), row => Assert.Equal("COMPLETE", row["state"]));
        Assert.Equal(2, again.ExitCode);
        Assert.Equal("mine", File.ReadAllText(In("first", $"{kind}.py")));
        Assert.False(File.Exists(In("first", $"{kind}.hocon")));
        Assert.Equal(2, unknown.ExitCode);
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_leaves_no_program_and_gives_the_same_bytes()
    {
        var files = new ProgramFiles(this, Slow, Eight, "grace = 0s");
        Assert.Equal(0, (await files.Run("whole")).ExitCode);
        for (var kill = 1; kill <= 3; kill++)
        {
            using var run = files.Start("killed", "--workers", "2");
            await Wait.Until(() => run.HasExited || Begun("killed") >= 2 * kill);
            Assert.False(run.HasExited, "The sweep ended before it was killed.");
            if (kill == 2)
                await run.Interrupt();
            else
                await Signals.Send("KILL", run.Id);
            Assert.Equal(kill == 2 ? 130 : 137, (await run.End()).ExitCode);
            await files.Marked.Until(0);
        }

        Assert.Equal(0, (await files.Run("killed")).ExitCode);

        foreach (var file in new[] { "summary.csv", "curves.csv", "configurations.csv" })
            Assert.Equal(File.ReadAllText(In("whole", file)), File.ReadAllText(In("killed", file)));
        var completed = File.ReadLines(In("killed", "attempts.csv"))
            .Where(line => line.EndsWith(",completed", StringComparison.Ordinal))
            .Select(line => line.Split(',')[0]).ToList();
        Assert.Equal(Enumerable.Range(0, 8).Select(id => $"{id}"), completed.Order());
        Assert.Equal(0, (await SweepProcess.Run(["verify", In("killed")])).ExitCode);
    }

    [Fact]
    public async Task What_failed_is_told_and_explained_and_what_it_printed_is_shown()
    {
        var files = new ProgramFiles(
            this,
            """
            if [ $1 = --x=1 ]; then echo '{"cost": 5, "extra": 1}'; exit; fi
            echo out; echo 'no such thing' >&2; exit 4
            """,
            "x = [1, 2]",
            "attempts = 2");
        var run = await SweepProcess.Run(["run", files.Sweep, "--out", In("out")]);
        var failed = await SweepProcess.Run(["explain", In("out"), "1"]);
        var complete = await SweepProcess.Run(["explain", In("out"), "0"]);
        var logs = await SweepProcess.Run(["logs", In("out"), "1"]);
        var none = await SweepProcess.Run(["logs", In("out"), "2"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "1 trial FAILED: attempts.csv says why.\nTrial 1: exit status 4; it printed last: no such thing\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.Equal(
            $"""
            Trial 1 is FAILED and has no result to explain.
            Failed attempt 1 of 2: exit status 4; it printed last: no such thing
            Failed attempt 2 of 2: the same.
            What it printed: sweep logs {In("out")} 1
            To run it again by hand: sh {In("out", "trials", "1", "command.txt")}

            """,
            failed.Output);
        Assert.StartsWith(
            "Trial 0 (x 1): cost 5, rank 1 of 1.\nx 1: 2 gives FAILED: none is better.\n",
            complete.Output,
            StringComparison.Ordinal);
        Assert.Equal(("out\n", "no such thing\n"), (logs.Output, logs.Error));
        Assert.Equal((2, $"sweep: {In("out")} has no trial 2; its trials are 0 to 1.\n"), (none.ExitCode, none.Error));
        Assert.Equal(
            "rank,trial_id,state,cost,x,repeat,steps,extra", File.ReadLines(In("out", "summary.csv")).First());
    }

    [Fact]
    public async Task A_sweep_whose_first_ten_trials_fail_is_ended_instead_of_burning_the_grid()
    {
        var files = new ProgramFiles(this, "exit 1", "x = { integer = [1, 1000] }", "attempts = 1");
        var run = await SweepProcess.Run(["run", files.Sweep, "--out", In("out"), "--workers", "2"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The sweep ended because its first 10 trials failed", run.Output, StringComparison.Ordinal);
        Assert.InRange(Summary.Read(In("out")).Count(row => row["state"] == "FAILED"), 10, 12);
    }

    [Fact]
    public async Task The_folder_of_its_results_has_all_that_running_it_again_takes()
    {
        var files = new ProgramFiles(this, "echo \"{\\\"cost\\\": ${1#--x=}}\"", "x = [3, 1, 2]");
        await files.Run("out");
        File.Delete(In("script.sh"));
        var again = await SweepProcess.Run(["run", In("out", "sweep.hocon"), "--out", In("again"), "--quiet"]);
        var fresh = await SweepProcess.Run(["run", In("out", "sweep.hocon"), "--out", In("out"), "--quiet", "--fresh"]);

        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal((0, ""), (fresh.ExitCode, fresh.Error));
        Assert.Equal(File.ReadAllText(In("out", "summary.csv")), File.ReadAllText(In("again", "summary.csv")));
    }

    [Fact]
    public async Task Somebody_elses_folder_of_the_name_is_left_alone()
    {
        var files = new ProgramFiles(this, "echo '{\"cost\": 1}'", "x = [1]");
        Directory.CreateDirectory(In("out", "trials", "0"));
        File.WriteAllText(In("out", "trials", "0", "mine"), "");
        var run = await files.Run("out");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(
            $"sweep: {In("out", "trials")} was not written by 'sweep', and nothing was touched.",
            run.Error,
            StringComparison.Ordinal);
        Assert.True(File.Exists(In("out", "trials", "0", "mine")));
    }

    [Fact]
    public async Task What_is_wrong_is_told_before_anything_is_started()
    {
        var wrong = Write(
            "wrong.hocon",
            """
            sweep {
              objective = loss
              program {
                run = [no-such-program, train.py, "{arg}", --unit=usec]
                files = ["../elsewhere", nothing.py]
                timeout = soon
              }
              search-space { args = [1], rank = [1], x = { integer = [1, 2.5] } }
            }
            """);
        var refused = await SweepProcess.Run(["run", wrong, "--out", In("out")]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(
            [
                $"{wrong}:2: sweep.objective: whether loss is better low or high is not known: "
                    + "write objective { metric = loss, direction = minimize }",
                $"{wrong}:4: sweep.program.run: '=' in a list: put the whole word in quotes, \"--name=value\"",
                $"{wrong}:4: sweep.program.run: \"{{arg}}\": {{arg}} is no placeholder: the nearest is {{args}}; "
                    + "write {{ for a brace",
                $"{wrong}:5: sweep.program.files: found \"../elsewhere\": write a file's name or a pattern such as "
                    + "\"lib/**\", relative to the folder",
                $"{wrong}:6: sweep.program.timeout: found soon: "
                    + "write a duration of at least 0s, such as 500ms, 90s, 5m, 1h or 2d",
                $"{wrong}:8: sweep.search-space.x.integer: found 2.5: write a whole number",
                $"{wrong}:8: sweep.search-space.args: {{args}} means something else in program.run: write another name",
                $"{wrong}:8: sweep.search-space.rank: its column in the results would be rank, which is a column "
                    + "of its own: write another name",
            ],
            refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(In("out")));
    }

    private int Begun(string folder) => Directory.Exists(In(folder, "trials"))
        ? Directory.EnumerateDirectories(In(folder, "trials"))
            .Count(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
        : 0;

    private async Task RunsToItsEnd(string example, params (string Name, string Value)[] environment)
    {
        var file = Path.Combine(Repository.Root, "hocon", "sweeps", "programs", $"{example}.hocon");
        var ended = await SweepProcess.Run(["run", file, "--out", In("out")], environment);

        Assert.Equal(0, ended.ExitCode);
        Assert.StartsWith("# ", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.All(Summary.Read(In("out")), row => Assert.Equal("COMPLETE", row["state"]));
        Assert.NotEqual(0, new FileInfo(In("out", "report.html")).Length);
    }
}
