using System.Text.Json;
using SweepCluster.Problems;
using SweepCluster.Programs.Evaluating;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Evaluating;

/// <summary>Real programs, run as a worker runs them.</summary>
public sealed class ProgramObjectiveTests
{
    private const string Waits = "touch ready; sleep 1000";

    [Fact]
    public void The_last_line_with_the_metric_counts_and_those_with_steps_are_the_curve()
    {
        using var sweep = new ProgramSweep(
            """
            echo 'begin'
            echo '{"step": 10, "v": 3, "train": 4}'
            echo '{"other": 1}'
            echo '{"step": 20, "v": 1.5}' >&1
            echo '{"v": 9}' >&2
            printf '{"step": 30, "v": 2}'
            """);

        var outcome = sweep.Run();

        Assert.Equal((2, 30, false), (outcome.Metric(0), outcome.Steps, outcome.Diverged));
        Assert.Equal([3, 1.5, 2], outcome.Curve(0));
        Assert.Equal([10, 20, 30], new[] { 0, 1, 2 }.Select(outcome.StepOf));
        var train = Assert.Single(outcome.Found);
        Assert.Equal(("train", 4.0), (train.Name, train.Value));
        Assert.Equal([4, double.NaN, double.NaN], train.Curve);
    }

    [Fact]
    public void On_a_worker_the_end_of_what_it_printed_outlives_its_folder_however_it_ended()
    {
        var kept = new KeepsLogs();
        using var sweep = new ProgramSweep(
            "head -c 20000 /dev/zero | tr '\\0' x; echo; echo oh >&2; echo '{\"v\": 7}'; exit $(( ${1#--x=} - 1 ))",
            "x = [1, 2]");
        var objective = sweep.Spec.Kind.Prepare(sweep.Spec, null, new Workplace(sweep.In("passing"), 1));
        using var _ = (IDisposable)objective;

        objective.Evaluate([sweep.Trial(0)], kept, TestContext.Current.CancellationToken);
        Assert.Throws<TrialFailedException>(
            () => objective.Evaluate([sweep.Trial(1)], kept, TestContext.Current.CancellationToken));

        Assert.Equal([0, 1], kept.Logs.Select(log => log.Place));
        Assert.All(kept.Logs, kept =>
        {
            Assert.Equal((1, false), (kept.Log.Attempt, kept.Log.IsRunning));
            Assert.Equal((LogCursor.MostKept, 20_010), (kept.Log.Output.Bytes.Length, kept.Log.Output.Length));
            Assert.Equal("oh\n"u8, kept.Log.Errors.Bytes.AsSpan());
        });
        Assert.Null(((ITellsLogs)objective).LogOf(0, LogCursor.Tail));
    }

    [Fact]
    public async Task What_it_prints_is_known_while_it_runs()
    {
        using var stop = new CancellationTokenSource();
        using var sweep = new ProgramSweep("echo early; sleep 1000");
        var objective = sweep.Spec.Kind.Prepare(sweep.Spec, null, new Workplace(sweep.In("passing"), 1));
        using var _ = (IDisposable)objective;
        var run = Task.Run(() => objective.Evaluate([sweep.Trial(0)], NoCheckpoints.Instance, stop.Token));
        TrialLog? log = null;
        while (log is not { Output.Length: > 0 })
        {
            Assert.False(run.IsCompleted, "it ended too early");
            log = ((ITellsLogs)objective).LogOf(0, LogCursor.Tail);
            await Task.Yield();
        }

        Assert.True(log.IsRunning);
        Assert.Equal("early\n"u8, log.Output.Bytes.AsSpan());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void The_best_line_counts_if_the_sweep_says_so()
    {
        using var sweep = new ProgramSweep(
            "for v in 3 1 2; do echo \"{\\\"v\\\": $v}\"; done", program: "result = best");

        Assert.Equal(1, sweep.Run().Metric(0));
    }

    [Fact]
    public void The_metric_may_come_by_a_file()
    {
        using var sweep = new ProgramSweep("echo '{\"v\": 7}' > $SWEEP_METRICS_FILE");

        Assert.Equal(7, sweep.Run().Metric(0));
    }

    [Fact]
    public void The_metric_may_be_found_in_a_program_that_cannot_be_changed()
    {
        using var sweep = new ProgramSweep(
            "echo 'epoch 1: loss=0.25, acc=0.5'; echo 'epoch 2: loss=2e-1, acc=0.75'",
            program: "pattern = \"epoch (?<epoch>\\\\d+): loss=(?<v>\\\\S+), acc=(?<acc>\\\\S+)\"");

        var outcome = sweep.Run();

        Assert.Equal((0.2, 2), (outcome.Metric(0), outcome.Steps));
        Assert.Equal(("acc", 0.75), (outcome.Found[0].Name, outcome.Found[0].Value));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("null")]
    public void A_metric_that_is_no_finite_number_is_a_divergence(string value)
    {
        using var sweep = new ProgramSweep($"echo '{{\"v\": {value}}}'");

        Assert.True(sweep.Run().Diverged);
    }

    [Theory]
    [InlineData("echo one; echo two >&2; exit 3", "exit status 3; it printed last: two")]
    [InlineData("echo one; exit 3", "exit status 3; it printed last: one")]
    [InlineData("kill -SEGV $$", "ended by SIGSEGV, a wrong access to memory; it printed nothing")]
    [InlineData(
        "echo '{\"V\": 1, \"w\": 2}'",
        "it ended well but never printed a line like {\"v\": 0.1}; it did print V, w; "
        + "it printed last: {\"V\": 1, \"w\": 2}")]
    [InlineData("sleep 1000", "it took longer than timeout = 200ms and was stopped; it printed nothing")]
    public async Task A_program_without_a_result_fails_with_the_reason_and_its_last_words(string script, string reason)
    {
        using var sweep = new ProgramSweep(
            script, program: script.StartsWith("sleep", StringComparison.Ordinal) ? "timeout = 200ms" : "");

        var failed = Assert.Throws<TrialFailedException>(() => sweep.Run());

        Assert.Equal(reason, failed.Message);
        await sweep.Marked.Until(0);
    }

    [Fact]
    public void A_program_that_is_silent_for_too_long_is_stopped_and_one_that_prints_is_not()
    {
        using var silent = new ProgramSweep("echo hello; sleep 1000", program: "silence = 300ms");
        using var busy = new ProgramSweep(
            "for i in 1 2 3 4 5 6 7 8; do sleep 0.25; echo $i >&2; done; echo '{\"v\": 1}'", program: "silence = 60s");

        Assert.Equal(
            "it said nothing for silence = 300ms and was stopped; it printed last: hello",
            Assert.Throws<TrialFailedException>(() => silent.Run()).Message);
        Assert.Equal(1, busy.Run().Metric(0));
    }

    [Fact]
    public void A_program_may_ask_to_be_run_elsewhere()
    {
        using var sweep = new ProgramSweep("exit 75");

        Assert.Equal(
            "trial 0 asks to be run elsewhere or later (exit status 75)",
            Assert.Throws<TryElsewhereException>(() => sweep.Run()).Message);
    }

    [Fact]
    public void A_program_that_is_not_there_is_named_and_told_before_anything_runs()
    {
        using var sweep = new ProgramSweep("", run: "no-such-program");

        const string Reason = "no-such-program: there is no such program in the program's PATH";
        Assert.Equal(Reason, Assert.Throws<TrialFailedException>(() => sweep.Run()).Message);
        var refused = Assert.Throws<InvalidInputException>(() => ProgramKind.Instance.CheckHere(sweep.Spec));
        Assert.Equal($"this machine: sweep.program.run: {Reason}", refused.Message);
    }

    [Fact]
    public async Task A_trial_that_is_no_longer_wanted_ends_with_all_its_processes()
    {
        using var sweep = new ProgramSweep($"(setsid sleep 1000 &) ; sleep 1000 & {Waits}");
        using var unwanted = new CancellationTokenSource();
        var run = Task.Run(() => sweep.Run(0, unwanted.Token), CancellationToken.None);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(sweep.InTrial(0, "ready")))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        await unwanted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await sweep.Marked.Until(0);
    }

    [Fact]
    public async Task A_background_child_that_holds_the_output_open_does_not_hold_up_the_trial()
    {
        using var sweep = new ProgramSweep("sleep 1000 & echo '{\"v\": 5}'");

        Assert.Equal(5, sweep.Run().Metric(0));
        await sweep.Marked.Until(0);
    }

    [Fact]
    public void Values_arrive_as_they_are_whatever_they_are()
    {
        string[] hostile =
        [
            "a b", "it's", "\"quoted\"", "$HOME `id`", "two\nlines", "tab\there", "ümläut 日本 🎉", "--leading", "*", "",
        ];
        var space = $"word = [{string.Join(", ", hostile.Select(JsonSerialize))}]";
        using var sweep = new ProgramSweep(
            """
            printf %s "${1#--word=}" > argument
            printf %s "$SWEEP_PARAM_WORD" > variable
            echo '{"v": 1}'
            """,
            space);

        for (var trial = 0; trial < hostile.Length; trial++)
        {
            sweep.Run(trial);
            var json = JsonDocument.Parse(File.ReadAllText(sweep.InTrial(trial, "parameters.json")));
            Assert.Equal(hostile[trial], File.ReadAllText(sweep.InTrial(trial, "argument")));
            Assert.Equal(hostile[trial], File.ReadAllText(sweep.InTrial(trial, "variable")));
            Assert.Equal(hostile[trial], json.RootElement.GetProperty("word").GetString());
        }
    }

    [Fact]
    public void Any_text_arrives_as_it_is() => Properties.Hold(
        Texts.Any,
        text =>
        {
            using var sweep = new ProgramSweep(
                """
                printf '%s\0' "${1#--word=}" "$SWEEP_PARAM_WORD" > seen
                echo '{"v": 1}'
                """,
                $"word = [{JsonSerialize(text)}]");
            sweep.Run();
            var json = JsonDocument.Parse(File.ReadAllText(sweep.InTrial(0, "parameters.json")));

            Assert.Equal($"{text}\0{text}\0", File.ReadAllText(sweep.InTrial(0, "seen")));
            Assert.Equal(text, json.RootElement.GetProperty("word").GetString());
        },
        count: 40);

    [Fact]
    public void A_list_is_one_argument_with_commas_and_a_list_in_JSON()
    {
        using var sweep = new ProgramSweep(
            "echo \"$# $1 $SWEEP_PARAM_HIDDEN\" > seen; echo '{\"v\": 1}'",
            "hidden = [[16], [32, wide, on], []]");
        for (var trial = 0; trial < 3; trial++)
            sweep.Run(trial);

        Assert.Equal(
            ["1 --hidden=16 16\n", "1 --hidden=32,wide,on 32,wide,on\n", "1 --hidden= \n"],
            Enumerable.Range(0, 3).Select(trial => File.ReadAllText(sweep.InTrial(trial, "seen"))));
        Assert.Equal(
            ["[16]", "[32,\"wide\",true]", "[]"],
            Enumerable.Range(0, 3).Select(trial => JsonSerializer.Serialize(JsonDocument
                .Parse(File.ReadAllText(sweep.InTrial(trial, "parameters.json"))).RootElement.GetProperty("hidden"))));
    }

    [Theory]
    [InlineData("wait", "timeout = 500ms")]
    [InlineData("echo '{\"v\": 1}'", "")]
    public async Task Fifty_children_end_with_their_program(string end, string program)
    {
        using var sweep = new ProgramSweep($"for i in $(seq 50); do sleep 1000 & done; {end}", program: program);
        if (program.Length > 0)
            Assert.Throws<TrialFailedException>(() => sweep.Run());
        else
            sweep.Run();

        await sweep.Marked.Until(0);
    }

    [Fact]
    public void A_program_sees_nothing_of_this_process_s_variables_but_what_it_inherits()
    {
        Environment.SetEnvironmentVariable("TESTED_TOKEN", "hunter2");
        Environment.SetEnvironmentVariable("TESTED_KEY", "hunter3");
        using var sweep = new ProgramSweep(
            "env | sort > variables; echo '{\"v\": 1}'", program: "secret = [TESTED_KEY], inherit = [PATH]");

        sweep.Run();

        var variables = File.ReadAllLines(sweep.InTrial(0, "variables"));
        Assert.Contains("TESTED_KEY=hunter3", variables);
        Assert.DoesNotContain(variables, line => line.Contains("hunter2", StringComparison.Ordinal));
        Assert.DoesNotContain(variables, line => line.StartsWith("HOME=", StringComparison.Ordinal));
        var command = File.ReadAllText(sweep.InTrial(0, "command.txt"));
        Assert.Contains("TESTED_KEY=***", command, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", command, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_that_is_kept_runs_the_trial_again()
    {
        using var sweep = new ProgramSweep("echo \"{\\\"v\\\": ${1#--x=}, \\\"seed\\\": $SWEEP_SEED}\"", "x = [1.5]");
        sweep.Run();
        var printed = File.ReadAllText(sweep.InTrial(0, "stdout.log"));

        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", [sweep.InTrial(0, "command.txt")])
            {
                RedirectStandardOutput = true,
            })!;

        Assert.Equal(printed, shell.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void Each_trial_has_a_folder_of_its_own_with_the_files_beside_the_sweep_file()
    {
        using var sweep = new ProgramSweep(
            """
            cat script.sh > copied
            [ ! -e mine ] && touch mine
            stat -L -c %A script.sh > rights
            echo '{"v": 1}'
            """,
            "x = [1, 2]");

        sweep.Run(0);
        sweep.Run(1);
        sweep.Run(0);

        Assert.True(File.Exists(sweep.InTrial(0, "mine")));
        Assert.True(File.Exists(sweep.InTrial(1, "mine")));
        Assert.DoesNotContain('w', File.ReadAllText(sweep.InTrial(0, "rights")));
    }

    [Fact]
    public void A_folder_among_the_files_outlives_the_trials_that_are_begun_again()
    {
        using var sweep = new ProgramSweep(
            "cat lib/text && echo '{\"v\": 1}'", program: "attempts = 1", files: "script.sh, \"lib/**\"");

        sweep.Run();
        sweep.Run();

        Assert.StartsWith("text\n", File.ReadAllText(sweep.InTrial(0, "stdout.log")), StringComparison.Ordinal);
        Assert.Equal("text\n", File.ReadAllText(sweep.In("lib/text")));
    }

    [Fact]
    public void Files_that_could_not_be_copied_are_copied_for_the_next_trial()
    {
        using var sweep = new ProgramSweep("echo '{\"v\": 1}'");
        Directory.CreateDirectory(sweep.In("out"));
        File.WriteAllText(sweep.In("out/trials"), "");
        Assert.ThrowsAny<IOException>(() => sweep.Run());
        File.Delete(sweep.In("out/trials"));

        Assert.Equal(1, sweep.Run().Metric(0));
    }

    [Fact]
    public void A_program_may_print_more_than_fits_into_memory()
    {
        using var sweep = new ProgramSweep("head -c 300000000 /dev/zero; echo; echo '{\"v\": 8}'");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(8, sweep.Run().Metric(0));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    private static string JsonSerialize(string text) => SweepCluster.Problems.Shown.Quoted(text);

    private sealed class KeepsLogs : ICheckpoints
    {
        public List<KeptLog> Logs { get; } = [];

        public PackCheckpoint? Start => null;

        public long LargestBytes => 0;

        public bool Wants(long bytes) => false;

        public void Keep(PackCheckpoint checkpoint) => throw new NotSupportedException("Programs make none.");

        public void Keep(KeptLog log) => Logs.Add(log);

        public ShareRequest Asked(int epochsLeft) => ShareRequest.None;

        public void GiveUp(PackCheckpoint rest) => throw new NotSupportedException("None is wanted.");

        public void Made(long updates)
        {
        }
    }
}
