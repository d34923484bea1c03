using System.Text;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>Programs that go on from their checkpoints, whatever ended them.</summary>
public sealed class ProgramCheckpointTests : TemporaryFolder
{
    private const string Space = "x = [1]";
    private const string On = "checkpoints = on, grace = 0s";

    // What a checkpoint holds that was taken after step 3: a file's name, then its content.
    private const string AfterStep3 = "step\u0012\u00023\n";

    // Six steps, of which the third waits for a file before the next; tells of each attempt where it began.
    private string Script => $$"""
        state=$SWEEP_CHECKPOINT_DIR/step
        from=$(cat "$state" 2>/dev/null || echo 0)
        echo "$from" >> {{In("begun")}}
        for step in $(seq $((from + 1)) 6); do
          echo "{\"step\": $step, \"cost\": $((10 - step))}"
          echo $step > "$state.new" && mv "$state.new" "$state"
          if [ $step = 3 ]; then
            touch {{In("waits")}}
            while [ ! -e {{In("go")}} ]; do sleep 0.05; done
          fi
        done
        """;

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    public async Task A_run_that_was_ended_goes_on_from_them(string signal)
    {
        var files = new ProgramFiles(this, Script, Space, On);
        using (var run = files.Start("out"))
        {
            await Wait.Until(() => File.Exists(In("waits")));
            await Signals.Send(signal, run.Id);
            await run.End();
        }

        await files.Marked.Until(0);
        File.WriteAllText(In("go"), "");
        Assert.Equal(0, (await files.Run("out")).ExitCode);

        AssertWentOn("out");
        Assert.Empty(Directory.EnumerateFiles(In("out", "trials", ".checkpoints"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Another_worker_goes_on_from_them(string signal)
    {
        var files = new ProgramFiles(this, Script, Space, On);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs").Up();
        using var submit = cluster.StartAsking("submit", files.Sweep, "--out", In("out"), "--quiet");
        await Wait.Until(() => File.Exists(In("waits")) && Kept().Contains(AfterStep3, StringComparison.Ordinal));
        await cluster.Workers[0].Signal(signal);
        await cluster.Workers[0].End();
        await files.Marked.Until(0);
        await cluster.Coordinator.Signal("KILL");
        await cluster.Coordinator.End();
        await cluster.StartCoordinatorAgain();
        File.WriteAllText(In("go"), "");
        await cluster.AddWorker(1, "--allow-programs").Up();

        Assert.Equal(0, (await submit.End()).ExitCode);
        AssertWentOn("out");
        await Wait.Until(() => Kept().Length == 0);
    }

    [Fact]
    public async Task Another_worker_goes_on_from_large_ones_which_are_removed_when_nobody_needs_them()
    {
        // Written elsewhere and moved: a copy that is taken meanwhile would be one more.
        var script = Script
            .Replace("$(cat \"$state\" 2>", "$(head -n 1 \"$state\" 2>", StringComparison.Ordinal)
            .Replace(
                "echo $step > \"$state.new\" && mv \"$state.new\"",
                "(echo $step; [ $step != 3 ] || head -c 2000000 /dev/zero) > new && mv new",
                StringComparison.Ordinal);
        var files = new ProgramFiles(this, script, Space, On);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs").Up();
        using var submit = cluster.StartAsking("submit", files.Sweep, "--out", In("out"), "--quiet");
        await Wait.Until(() => File.Exists(In("waits")) && Kept().Length > 0 && Stored() > 2_000_000);
        Assert.InRange(Kept().Length, 1, 1000);
        await cluster.Workers[0].Signal("KILL");
        await cluster.Workers[0].End();
        await files.Marked.Until(0);
        File.WriteAllText(In("go"), "");
        await cluster.AddWorker(1, "--allow-programs").Up();

        Assert.Equal(0, (await submit.End()).ExitCode);
        AssertWentOn("out");
        await Wait.Until(() => Kept().Length == 0 && Stored() < 100_000);
    }

    // Bytes of what the coordinator stores beside its journal: files of the sweep, and of checkpoints.
    private long Stored() => new DirectoryInfo(In("data", "data")).EnumerateFiles().Sum(file => file.Length);

    private string Kept() => Directory.Exists(In("data", "checkpoints"))
        ? string.Concat(Directory.EnumerateFiles(In("data", "checkpoints"), "*.checkpoint")
            .Select(path => Encoding.Latin1.GetString(File.ReadAllBytes(path))))
        : "";

    private void AssertWentOn(string folder)
    {
        Assert.Equal(["0", "3"], File.ReadAllLines(In("begun")));
        var row = Assert.Single(Summary.Read(In(folder)));
        Assert.Equal(("COMPLETE", "4", "6"), (row["state"], row["cost"], row["steps"]));
        Assert.Equal(
            Enumerable.Range(1, 6).Select(step => $"0,{step},{10 - step}"),
            File.ReadLines(In(folder, "curves.csv")).Skip(1));
    }
}
