using SweepCluster.Programs.Evaluating;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Evaluating;

/// <summary>Real programs that go on from a checkpoint.</summary>
public sealed class ProgramCheckpointTests
{
    private const string On = "checkpoints = on";

    // Two steps an attempt, of six in all; says a step before it keeps it.
    private const string TwoSteps = """
        state=$SWEEP_CHECKPOINT_DIR/deep/state
        mkdir -p "$SWEEP_CHECKPOINT_DIR/deep"
        from=$(cat "$state" 2>/dev/null || echo 0)
        for step in $((from + 1)) $((from + 2)); do
          echo "{\"step\": $step, \"v\": $((10 - step)), \"attempt\": $SWEEP_ATTEMPT}"
          echo $step > "$state.new" && mv "$state.new" "$state"
        done
        [ $step = 6 ]
        """;

    [Fact]
    public void A_trial_goes_on_from_where_it_failed_and_its_curve_has_each_step_once()
    {
        using var sweep = new ProgramSweep(TwoSteps, program: On);
        Assert.Throws<TrialFailedException>(() => sweep.Run());
        Assert.Throws<TrialFailedException>(() => sweep.Run());

        AssertWhole(sweep.Run());
        Assert.Empty(Directory.EnumerateFiles(sweep.In("out/trials/.checkpoints"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_trial_goes_on_elsewhere_with_its_files_and_what_it_has_said()
    {
        using var sweep = new ProgramSweep(TwoSteps, program: On);
        var here = new Checkpoints();
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(here));
        var there = Travelled(here);
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(there));

        AssertWhole(sweep.RunElsewhere(Travelled(there)));
    }

    [Fact]
    public void Steps_done_again_replace_those_said_before_and_a_program_that_says_nothing_more_has_its_result()
    {
        using var sweep = new ProgramSweep(
            """
            cd "$SWEEP_CHECKPOINT_DIR"
            if [ -e third ]; then exit 0; fi
            if [ -e second ]; then touch third; echo '{"step": 2, "v": 20}'; echo '{"step": 3, "v": 30}'; exit 1; fi
            touch second
            for step in 1 2 3 4; do echo "{\"step\": $step, \"v\": $step}"; done
            printf '{"step": 9, "v": 9}'
            exit 1
            """,
            program: On);
        Assert.Throws<TrialFailedException>(() => sweep.Run());
        Assert.Throws<TrialFailedException>(() => sweep.Run());

        var outcome = sweep.Run();
        Assert.Equal(30, outcome.Metric(0));
        Assert.Equal([1, 20, 30], outcome.Curve(0));
    }

    [Fact]
    public void A_program_that_asks_to_be_run_elsewhere_goes_on_there()
    {
        using var sweep = new ProgramSweep(
            """
            [ -e "$1/state" ] && echo '{"v": 5}' && exit
            touch "$1/state"
            exit 75
            """,
            program: On,
            run: "bash, script.sh, \"{checkpoint-dir}\"");
        var kept = new Checkpoints();
        Assert.Throws<TryElsewhereException>(() => sweep.RunElsewhere(kept));

        Assert.Equal(5, sweep.RunElsewhere(Travelled(kept)).Metric(0));
    }

    [Fact]
    public void What_is_too_large_to_travel_is_left_and_the_last_one_that_fitted_stays()
    {
        using var sweep = new ProgramSweep(
            """
            cd "$SWEEP_CHECKPOINT_DIR"
            if [ -e large ]; then echo '{"v": 2}'; exit; fi
            if [ -e small ]; then head -c 2000 /dev/zero > large; exit 1; fi
            touch small
            exit 1
            """,
            program: On);
        var kept = new Checkpoints { LargestBytes = 1000 };
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(kept));
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(kept));
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(kept));

        var file = Assert.Single(Assert.IsType<ProgramCheckpoint>(kept.Start!.Trials[0]).Files);
        Assert.Equal("small", file.Name);
    }

    [Fact]
    public void What_is_too_large_for_a_message_travels_as_data_and_a_trial_whose_data_are_lost_begins_anew()
    {
        using var sweep = new ProgramSweep(
            """
            state=$SWEEP_CHECKPOINT_DIR/deep/state
            mkdir -p "$SWEEP_CHECKPOINT_DIR/deep"
            from=$(head -c 1 "$state" 2>/dev/null || echo 0)
            echo "{\"step\": $((from + 1)), \"v\": $((from + 1))}"
            (echo $((from + 1)); head -c 20000 /dev/zero) > "$state.new" && mv "$state.new" "$state"
            [ $from = 2 ]
            """,
            program: On);
        using var keeper = new FolderKeeper();
        var kept = new Checkpoints { LargestBytes = 1000 };
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(kept, keeper));
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(kept, keeper));
        var second = Assert.IsType<ProgramCheckpoint>(kept.Start!.Trials[0]);
        Assert.Equal((2, "Checkpoint 2"), (second.Number, second.KeptFiles));
        Assert.Empty(second.Files);
        Assert.Equal(["deep/state"], keeper.Kept("Checkpoint 2"));

        var there = Travelled(kept);
        Assert.Equal([1, 2, 3], sweep.RunElsewhere(there, keeper).Curve(0));
        Assert.Equal(["Checkpoint 1", "Checkpoint 2"], keeper.Names.Order(StringComparer.Ordinal));
        keeper.Lose("Checkpoint 2");
        var anew = Travelled(kept);
        Assert.Throws<TrialFailedException>(() => sweep.RunElsewhere(anew, keeper));
    }

    [Fact]
    public void A_store_without_room_costs_a_checkpoint_and_no_result()
    {
        using var sweep = new ProgramSweep(
            "head -c 20000 /dev/zero > \"$SWEEP_CHECKPOINT_DIR/state\"; echo '{\"v\": 1}'", program: On);
        using var keeper = new FolderKeeper { IsFull = true };
        var kept = new Checkpoints { LargestBytes = 1000 };

        Assert.Equal(1, sweep.RunElsewhere(kept, keeper).Metric(0));
        Assert.Null(kept.Start);
    }

    [Fact]
    public void Without_checkpoints_a_program_has_no_such_folder()
    {
        using var sweep = new ProgramSweep("echo \"{\\\"v\\\": ${#SWEEP_CHECKPOINT_DIR}}\"");

        Assert.Equal(0, sweep.Run().Metric(0));
    }

    [Fact]
    public void A_checkpoint_is_not_written_outside_its_folder()
    {
        using var sweep = new ProgramSweep("echo '{\"v\": 1}'", program: On);
        var kept = new Checkpoints();
        kept.Keep(new PackCheckpoint(0, [new ProgramCheckpoint(1, [new KeptFile("../../escaped", default)], null)]));

        Assert.Throws<IOException>(() => sweep.RunElsewhere(kept));
    }

    // Over the wire and back.
    private static Checkpoints Travelled(Checkpoints kept)
    {
        var (codec, there) = (new ProgramCodec(), new Checkpoints());
        if (kept.Start is { } start)
            there.Keep(start with { Trials = [codec.DecodeCheckpoint(codec.Encode(start.Trials[0]))] });
        return there;
    }

    private static void AssertWhole(TrialOutcome outcome)
    {
        Assert.Equal((4, 6), (outcome.Metric(0), outcome.Steps));
        Assert.Equal([9, 8, 7, 6, 5, 4], outcome.Curve(0));
        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(0, 6).Select(outcome.StepOf));
    }
}
