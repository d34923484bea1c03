using SweepCluster.Programs.Evaluating;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Evaluating;

/// <summary>Real programs that run many trials, told by their standard input.</summary>
public sealed class ServedRunTests
{
    // Reads requests into $line, $trial and $x.
    private const string Each = """
        while read -r line; do
          trial=${line#*\"trial\":}; trial=${trial%%[,\}]*}; x=${line#*\"x\":}; x=${x%%[,\}]*}
          say() { echo "{\"trial\": $trial, $1}"; }
        """;

    [Fact]
    public void One_process_runs_trial_after_trial()
    {
        using var sweep = Sweep(
            "say '\"step\": 1, \"v\": 5, \"pid\": '$$; say '\"v\": '$x', \"pid\": '$$', \"done\": true'");

        var outcomes = new[] { 0, 1, 2 }.Select(trial => sweep.Run(trial)).ToList();

        Assert.Equal([1, 2, 3], outcomes.Select(outcome => outcome.Metric(0)));
        Assert.All(outcomes, outcome => Assert.Equal([5], outcome.Curve(0)));
        Assert.Equal("pid", Assert.Single(outcomes[0].Found).Name);
        Assert.Single(outcomes.Select(outcome => outcome.Found[0].Value).Distinct());
        Assert.Single(sweep.Marked.Alive());
    }

    [Fact]
    public void A_trial_s_folder_has_its_parameters_and_what_was_said_of_it()
    {
        using var sweep = Sweep("echo begin; echo warning $trial >&2; say '\"v\": 1, \"done\": true'");

        sweep.Run(0);
        sweep.Run(1);

        Assert.Equal("{\n  \"x\": 2\n}\n", File.ReadAllText(sweep.InTrial(1, "parameters.json")));
        Assert.Equal(
            "begin\n{\"trial\": 1, \"v\": 1, \"done\": true}\n", File.ReadAllText(sweep.InTrial(1, "stdout.log")));
        Assert.Equal("warning 1\n", File.ReadAllText(sweep.InTrial(1, "stderr.log")));
    }

    [Fact]
    public void A_request_has_all_that_differs_from_trial_to_trial()
    {
        using var sweep = Sweep("echo \"$line\" > line; say '\"v\": 1, \"done\": true'");
        sweep.Run(1);

        Assert.Matches(
            "^\\{\"trial\":1,\"parameters\":\\{\"x\":2\\},\"seed\":[0-9]+,\"repeat\":0,"
            + "\"attempt\":1,\"trial_dir\":\".*/1\"\\}\n$",
            File.ReadAllText(sweep.In("out/trials/.served-1/line")));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("null")]
    public void A_metric_that_is_no_finite_number_is_a_divergence(string value)
    {
        using var sweep = Sweep($"say '\"v\": {value}, \"done\": true'");

        Assert.True(sweep.Run().Diverged);
    }

    [Fact]
    public void A_process_that_dies_fails_the_trial_it_had_and_another_goes_on()
    {
        using var sweep = Sweep(
            "[ $x = 2 ] && { echo no memory >&2; exit 3; }; say '\"v\": '$$', \"done\": true'");
        var first = sweep.Run(0).Metric(0);

        Assert.Equal(
            "exit status 3; it printed last: no memory",
            Assert.Throws<TrialFailedException>(() => sweep.Run(1)).Message);
        var after = sweep.Run(2).Metric(0);
        Assert.NotEqual(first, after);
        Assert.Equal(after, sweep.Run(0).Metric(0));
    }

    [Fact]
    public void A_process_that_cannot_even_begin_fails_its_trial_with_what_it_printed()
    {
        using var sweep = new ProgramSweep(
            "echo no module >&2; exit 1", run: "bash, script.sh", program: "serve = on");

        Assert.Equal(
            "exit status 1; it printed last: no module",
            Assert.Throws<TrialFailedException>(() => sweep.Run()).Message);
    }

    [Fact]
    public void A_process_may_end_well_between_two_trials()
    {
        using var sweep = Sweep("say '\"v\": '$$', \"done\": true'; exit 0");

        Assert.Equal(3, new[] { 0, 1, 2 }.Select(trial => sweep.Run(trial).Metric(0)).Distinct().Count());
    }

    [Fact]
    public void A_process_that_ends_well_before_it_says_anything_of_a_trial_leaves_it_to_another()
    {
        using var sweep = Sweep("say '\"v\": '$$', \"done\": true'; read -r line; exit 0");

        Assert.Equal(2, new[] { 0, 1 }.Select(trial => sweep.Run(trial).Metric(0)).Distinct().Count());
    }

    [Fact]
    public void A_process_that_ends_well_and_answers_nothing_at_all_fails_its_trial()
    {
        using var sweep = Sweep("exit 0");

        Assert.Equal(
            "it ended (exit status 0) before it had answered; it printed nothing",
            Assert.Throws<TrialFailedException>(() => sweep.Run()).Message);
    }

    [Fact]
    public void A_program_may_say_that_a_trial_failed_and_go_on()
    {
        using var sweep = Sweep(
            "[ $x = 1 ] && say '\"failed\": \"no such depth\"' || say '\"v\": 1, \"failed\": null, \"done\": true'");

        Assert.StartsWith(
            "it said: no such depth; it printed last: ",
            Assert.Throws<TrialFailedException>(() => sweep.Run(0)).Message,
            StringComparison.Ordinal);
        Assert.Equal(1, sweep.Run(1).Metric(0));
        Assert.Single(sweep.Marked.Alive());
    }

    [Fact]
    public void A_trial_that_is_done_without_the_metric_has_failed()
    {
        using var sweep = Sweep("say '\"w\": 1, \"done\": true'");

        Assert.StartsWith(
            "it ended well but never printed a line like {\"trial\": 0, \"v\": 0.1}; it did print w;",
            Assert.Throws<TrialFailedException>(() => sweep.Run()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_another_trial_is_kept_and_counts_nowhere()
    {
        using var sweep = Sweep(
            "echo '{\"trial\": 99, \"v\": -1, \"done\": true}'; say '\"v\": 1, \"done\": true'; say '\"v\": -2'");

        Assert.Equal([1, 1], new[] { 0, 1 }.Select(trial => sweep.Run(trial).Metric(0)));
        var log = File.ReadAllLines(sweep.In("out/trials/.served-1/stdout.log"));
        Assert.Equal(2, log.Count(line => line.Contains("99", StringComparison.Ordinal)));
        Assert.Contains("{\"trial\": 0, \"v\": -2}", log);
        Assert.DoesNotContain("99", File.ReadAllText(sweep.InTrial(1, "stdout.log")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_takes_too_long_is_stopped_and_others_go_on()
    {
        using var sweep = Sweep("[ $x = 1 ] && sleep 1000; say '\"v\": 1, \"done\": true'", "timeout = 300ms");

        Assert.StartsWith(
            "it took longer than timeout = 300ms and was stopped",
            Assert.Throws<TrialFailedException>(() => sweep.Run(0)).Message,
            StringComparison.Ordinal);
        Assert.Empty(sweep.Marked.Alive());
        Assert.Equal(1, sweep.Run(1).Metric(0));
    }

    [Fact]
    public void A_trial_of_which_nothing_is_said_is_stopped()
    {
        using var sweep = Sweep("echo hello; sleep 1000", "silence = 300ms");

        Assert.Equal(
            "it said nothing for silence = 300ms and was stopped; it printed last: hello",
            Assert.Throws<TrialFailedException>(() => sweep.Run()).Message);
    }

    [Fact]
    public void A_program_may_ask_to_be_run_elsewhere()
    {
        using var sweep = Sweep("exit 75");

        Assert.Throws<TryElsewhereException>(() => sweep.Run());
    }

    [Fact]
    public async Task A_program_that_ends_a_stopped_trial_itself_goes_on()
    {
        using var sweep = Sweep(
            """
            case $line in *stop*) say '"v": 0, "done": true'; continue;; esac
            [ $x = 1 ] && { touch $PWD/ready; continue; }
            say '"v": '$$', "done": true'
            """,
            grace: "1h");
        var before = sweep.Run(1).Metric(0);

        await Stop(sweep);

        Assert.Equal(before, sweep.Run(1).Metric(0));
    }

    [Fact]
    public async Task A_program_that_does_not_is_killed_with_all_that_it_started()
    {
        using var sweep = Sweep("trap '' TERM; (sleep 1000 &) ; touch ready; sleep 1000");

        await Stop(sweep);

        await sweep.Marked.Until(0);
    }

    [Fact]
    public void At_the_end_of_its_input_it_may_do_its_last_work()
    {
        var file = Path.GetTempFileName();
        using (var sweep = Sweep("say '\"v\": 1, \"done\": true'", end: $"echo bye > {file}", grace: "1h"))
            sweep.Run();

        Assert.Equal("bye\n", File.ReadAllText(file));
        File.Delete(file);
    }

    [Fact]
    public void A_request_may_be_longer_than_a_pipe_holds()
    {
        var text = new string('a', 300_000);
        using var sweep = Sweep("say '\"v\": '${#x}', \"done\": true'", space: $"x = [{text}]");

        Assert.Equal(300_002, sweep.Run().Metric(0));
    }

    [Fact]
    public void A_process_that_reads_nothing_fails_its_trial_in_time()
    {
        using var sweep = new ProgramSweep(
            "sleep 1000",
            $"x = [{new string('a', 300_000)}]",
            "serve = on\n    timeout = 300ms",
            run: "bash, script.sh");

        Assert.StartsWith(
            "it took longer than timeout = 300ms",
            Assert.Throws<TrialFailedException>(() => sweep.Run()).Message,
            StringComparison.Ordinal);
        Assert.Empty(sweep.Marked.Alive());
    }

    [Fact]
    public async Task Trials_at_the_same_time_have_a_process_each()
    {
        using var sweep = Sweep(
            "touch ../ready-$x; while [ ! -e ../go ]; do sleep 0.02; done; say '\"v\": '$$', \"done\": true'");
        var runs = new[] { 0, 1 }.Select(trial => Task.Run(() => sweep.Run(trial).Metric(0))).ToList();
        await Until(() => new[] { 1, 2 }.All(x => File.Exists(sweep.In($"out/trials/ready-{x}"))));
        File.WriteAllText(sweep.In("out/trials/go"), "");

        Assert.Equal(2, (await Task.WhenAll(runs)).Distinct().Count());
    }

    private static async Task Stop(ProgramSweep sweep)
    {
        using var unwanted = new CancellationTokenSource();
        var run = Task.Run(() => sweep.Run(0, unwanted.Token), CancellationToken.None);
        await Until(() => File.Exists(sweep.In("out/trials/.served-1/ready")));
        await unwanted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo())
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static ProgramSweep Sweep(
        string body,
        string program = "",
        string end = "",
        string space = "x = [1, 2, 3]",
        string grace = "0s") =>
        new($"{Each}\n{body}\ndone\n{end}", space, $"serve = on\n    {program}", "bash, script.sh", grace: grace);
}
