using System.Runtime.Versioning;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>Programs that take several slots, or GPUs, as separate processes.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProgramResourceTests : TemporaryFolder
{
    // Each trial holds its GPUs, or fails if somebody else has one of them.
    private const string Exclusive = """
        for gpu in $(echo "$CUDA_VISIBLE_DEVICES" | tr , ' '); do mkdir "$LOCKS/gpu-$gpu" || exit 1; done
        sleep 0.2
        for gpu in $(echo "$CUDA_VISIBLE_DEVICES" | tr , ' '); do rmdir "$LOCKS/gpu-$gpu"; done
        echo "{\"cost\": 1, \"gpus\": $(echo "$CUDA_VISIBLE_DEVICES" | tr , '\n' | grep -c .)}"
        """;

    private string Locks => $"attempts = 1\nenvironment {{ LOCKS = \"{In("locks")}\" }}";

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    public async Task No_two_trials_on_a_machine_ever_have_the_same_GPU(int gpus, int workers)
    {
        Directory.CreateDirectory(In("locks"));
        var files = new ProgramFiles(this, Exclusive, "x = { integer = [1, 8] }",
            $"{Locks}\nresources {{ gpus = {gpus} }}");
        var ended = await files.Run("out", "--workers", $"{workers}", "--gpus", "2");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        var rows = File.ReadAllLines(In("out", "summary.csv"));
        Assert.All(rows.Skip(1), row => Assert.Contains("COMPLETE", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_runs_many_trials_has_GPUs_of_its_own()
    {
        Directory.CreateDirectory(In("locks"));
        var files = ProgramFiles.OfMany(
            this,
            $$"""
              mkdir {{In("locks")}}/gpu-$CUDA_VISIBLE_DEVICES || exit 1
              sleep 0.1
              rmdir {{In("locks")}}/gpu-$CUDA_VISIBLE_DEVICES
              say "\"cost\": 1, \"gpu\": $CUDA_VISIBLE_DEVICES, \"done\": true"
            """,
            "x = { integer = [1, 8] }",
            "attempts = 1\n    resources { gpus = 1 }");
        var ended = await files.Run("out", "--workers", "3", "--gpus", "2");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        var rows = File.ReadAllLines(In("out", "summary.csv"));
        Assert.All(rows.Skip(1), row => Assert.Contains("COMPLETE", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_asks_nvidia_smi_which_GPUs_it_has_and_the_cluster_waits_for_one_that_has_enough()
    {
        Directory.CreateDirectory(In("locks"));
        Directory.CreateDirectory(In("bin"));
        Write("bin/nvidia-smi", """
            #!/bin/sh
            [ "$1" = -L ] || exit 1
            echo 'GPU 0: NVIDIA A100 (UUID: GPU-1)'
            echo 'GPU 1: NVIDIA A100 (UUID: GPU-2)'
            """);
        File.SetUnixFileMode(In("bin", "nvidia-smi"), (UnixFileMode)0b111_101_101);
        var files = new ProgramFiles(this, Exclusive, "x = { integer = [1, 6] }", $"{Locks}\nresources {{ gpus = 2 }}");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(2, "--allow-programs", "--gpus", "1").Up();
        using var submit = NodeProcess.Start("submit", files.Sweep, "--out", In("out"), "--cluster", cluster.Address);
        await submit.Says("no worker has 2 GPUs: the most that one has is 1");
        Assert.Equal("no worker has 2 GPUs: the most that one has is 1", Assert.Single(await cluster.All()).Problem);
        await cluster.AddWorkerWith(
            [("PATH", $"{In("bin")}:{Environment.GetEnvironmentVariable("PATH")}")], "--slots", "4", "--allow-programs")
            .Up();
        await submit.End();

        Assert.Equal(0, submit.ExitCode);
        var nodes = (await cluster.Ask("nodes")).Output;
        Assert.Contains("GPUs", nodes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trials_of_several_slots_run_one_beside_the_other_as_far_as_the_slots_go()
    {
        var files = new ProgramFiles(
            this,
            $"""
            mkdir {In("alone")} || exit 1
            sleep 0.2
            rmdir {In("alone")}
            echo "OMP $OMP_NUM_THREADS $CUDA_VISIBLE_DEVICES." >> {In("said")}
            echo '{"{\"cost\": 1}"}'
            """,
            "x = { integer = [1, 6] }",
            "attempts = 1\nresources { slots = 2 }");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(3, "--allow-programs").Up();
        var submit = await cluster.Ask("submit", files.Sweep, "--out", In("out"), "--quiet");

        Assert.Equal((0, ""), (submit.ExitCode, submit.Error));
        var threads = Math.Max(1, Environment.ProcessorCount * 2 / 3);
        Assert.Equal(Enumerable.Repeat($"OMP {threads} .", 6), File.ReadAllLines(In("said")));
        Assert.All(File.ReadAllLines(In("out", "summary.csv")).Skip(1),
            row => Assert.Contains("COMPLETE", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_can_never_begin_is_refused_and_starts_nothing()
    {
        var files = new ProgramFiles(this, "echo '{\"cost\": 1}'", "x = [1]", "resources { slots = 3 }");
        var refused = await files.Run("out", "--workers", "2");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(
            "each trial takes 3 slots, and there are 2: give --workers 3", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("out")));
        var plan = await SweepProcess.Run(["plan", files.Sweep, "--workers", "2"]);
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("It cannot run here: each trial takes 3 slots", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_on_which_trials_fail_that_others_can_do_gets_no_more_until_a_retry()
    {
        var files = new ProgramFiles(
            this, "[ -n \"$BROKEN\" ] && exit 3; sleep 0.1; echo '{\"cost\": 1}'", "x = { integer = [1, 400] }",
            "inherit = [PATH, BROKEN]");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs").Up();
        await cluster.AddWorkerWith([("BROKEN", "yes")], "--allow-programs").Up();
        var id = (await cluster.Ask("submit", files.Sweep, "--detach")).Output.Trim();
        await Wait.Until(async () => (await cluster.Nodes()).Any(node => node.Problem.Contains(
            $"takes no more of {id}: 3 trials in a row failed here", StringComparison.Ordinal)));
        Assert.Equal(0, (await cluster.Ask("retry", id)).ExitCode);
        await Wait.Until(async () => (await cluster.Nodes()).Any(node => node.Problem.Length > 0));
        Assert.Equal(0, (await cluster.Ask("cancel", id)).ExitCode);

        Assert.All(await cluster.Nodes(), node => Assert.Empty(node.Problem));
    }
}
