using SweepCluster.Acceptance.Tests.Runs;
namespace SweepCluster.Acceptance.Tests.Pinned;

/// <summary>summary.csv is the same, byte for byte, however a sweep is run.</summary>
public sealed class SameBytesTests : TemporaryFolder
{
    // Settings that make the sweep long enough to be stopped before its end.
    private static readonly string[] Long =
    [
        "--set", "training.epochs=75", "--set", "search-space.batch-size=[8, 12, 16, 20, 24, 32, 48, 64]", "--quiet",
    ];

    // Two tests expect the same.
    private static readonly Lazy<Task<string>> Whole = new(RunWhole);

    [Theory]
    [InlineData("keras-decay")]
    [InlineData("optimizers")]
    [InlineData("sunspots")]
    [InlineData(
        "keras-decay",
        "search-space.learning-rate={ log-uniform = [1e-4, 0.1], count = 40 }",
        "search-space.batch-size=[512]")]
    public async Task With_any_number_of_slots_and_any_width_of_vectors(string example, params string[] settings)
    {
        string[] sets = [.. settings.SelectMany(setting => new[] { "--set", setting })];
        var expected = await Run(example, "reference", ["--workers", "2", .. sets]);

        Assert.Equal(expected, await Run(example, "avx2", ["--workers", "1", .. sets], ("DOTNET_EnableAVX512", "0")));
        Assert.Equal(expected, await Run(example, "sse", ["--workers", "3", .. sets], ("DOTNET_EnableAVX2", "0")));
        Assert.Equal(expected, await Run(example, "scalar", sets, ("DOTNET_EnableHWIntrinsic", "0")));
    }

    // Packs take a few milliseconds here: a slot's first lease has one pack, the next ones as many as take a second.
    [Fact]
    public async Task With_any_number_of_packs_per_lease()
    {
        string[] small = ["--set", "dataset.synthetic.rows=400", "--set", "repeats=60", "--quiet"];
        var expected = await Run("keras-decay", "one", ["--workers", "1", .. small]);

        Assert.Equal(expected, await Run("keras-decay", "four", ["--workers", "4", .. small]));
        Assert.InRange(Leases("one"), 3, 3 * 60 / 2);
        var verified = await SweepProcess.Run(["verify", In("one")]);
        Assert.EndsWith(": all bits equal.\n", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_any_number_of_kills()
    {
        var expected = await Whole.Value;
        for (var packs = 1; packs <= 2; packs++)
            await StartAndStopAfter(packs, process => { process.Kill(); return Task.CompletedTask; });

        Assert.Equal(expected, await Run("keras-decay", "stopped", Long));
        Assert.Contains(",lost", File.ReadAllText(In("stopped", "attempts.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_sweep_stops_cleanly_says_how_to_go_on_and_goes_on()
    {
        foreach (var (signal, packs) in ((string, int)[])[("INT", 1), ("HUP", 1)])
        {
            var ended = await StartAndStopAfter(packs, process => Signals.Send(signal, process.Id));
            Assert.Equal(130, ended.ExitCode);
            Assert.Contains("run the same command again to go on", ended.Error, StringComparison.Ordinal);
            Assert.Equal(signal == "HUP", ended.Error.Contains("keras-decay: going on: ", StringComparison.Ordinal));
            Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        }

        Assert.Equal(await Whole.Value, await Run("keras-decay", "stopped", Long));
    }

    [Fact]
    public async Task The_sweep_file_in_the_folder_gives_the_same_summary()
    {
        var expected = await Run("csv", "reference", []);
        var ended = await SweepProcess.Run(["run", In("reference", "sweep.hocon"), "--out", In("again")]);

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(expected, File.ReadAllText(In("again", "summary.csv")));
    }

    private static async Task<string> RunWhole()
    {
        using var test = new SameBytesTests();
        return await test.Run("keras-decay", "whole", Long);
    }

    // The attempts of one lease have the same start.
    private int Leases(string folder)
    {
        var lines = File.ReadAllLines(In(folder, "attempts.csv"));
        var begun = Array.IndexOf(lines[0].Split(','), "started_at");
        return lines.Skip(1).Select(line => line.Split(',')[begun]).Distinct().Count();
    }

    private async Task<string> Run(string example, string folder, string[] more, params (string, string)[] environment)
    {
        var ended = await SweepProcess.Run(
            ["run", Repository.Example(example), "--out", In(folder), .. more], environment);
        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        return File.ReadAllText(In(folder, "summary.csv"));
    }

    private async Task<SweepProcess.Ended> StartAndStopAfter(int packs, Func<SweepProcess, Task> stop)
    {
        var (completed, granted) = (Events("completed.1"), Events("granted.1"));
        using var process = SweepProcess.Start(
        [
            "run", Repository.Example("keras-decay"), "--out", In("stopped"),
            .. Long.Where(word => word != "--quiet"),
        ]);
        await Wait.Until(() => IsInTheMiddle(completed + packs, granted - completed) || process.HasExited);
        Assert.False(process.HasExited, "The sweep ended before it could be stopped; make it longer.");
        await stop(process);
        return await process.End();
    }

    // Enough packs are recorded, and at least one is in training, not counting those that were lost before. Grants are
    // written with a delay, so that only those in the journal count.
    private bool IsInTheMiddle(long packs, long lost)
    {
        var completed = Events("completed.1");
        return completed >= packs && Events("granted.1") - lost > completed;
    }

    private long Events(string manifest) => new JournalReader(In("stopped")).Events(manifest);
}
