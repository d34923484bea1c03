using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Running;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Tests.Running;

/// <summary>What the command prints about a sweep that is over.</summary>
/// <remarks>The console belongs to the whole process, so no other test runs meanwhile.</remarks>
[Collection(nameof(FinishedSweepTests))]
[CollectionDefinition(nameof(FinishedSweepTests), DisableParallelization = true)]
public sealed class FinishedSweepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;
    private readonly TextWriter _console = Console.Out;

    public void Dispose()
    {
        Console.SetOut(_console);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("1e-9, 1e-8", 1)]
    [InlineData("1e-8, 0.01, 1e-9", 0)]
    public async Task It_says_why_the_best_stalled_trial_stalled(string learningRates, int stalled)
    {
        var said = await Said(learningRates);

        Assert.Contains(
            $"\nWhy trial {stalled} STALLED: the learning rates of all its updates add up to ",
            said,
            StringComparison.Ordinal);
        Assert.Single(said.Split('\n'), line => line.StartsWith("Why ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task If_no_trial_stalled_it_explains_nothing() =>
        Assert.DoesNotContain("Why ", await Said("0.01"), StringComparison.Ordinal);

    private async Task<string> Said(string learningRates)
    {
        var file = Path.Combine(_folder, "example.hocon");
        File.WriteAllText(
            file,
            "sweep { name = example, dataset { synthetic { rows = 200, noise = 0.1 } }, training.epochs = 2, "
            + $"search-space {{ learning-rate = [{learningRates}] }} }}");
        var options = new RunOptions(file, Path.Combine(_folder, "out"), 1, [], Fresh: false, Quiet: true);
        Assert.Equal(0, await SweepRun.RunAsync(options, TestContext.Current.CancellationToken));

        var sweep = LoadedSweep.Read(file, []);
        using var folder = OutputFolder.Open(sweep, options.Folder, fresh: false);
        using var said = new StringWriter { NewLine = "\n" };
        Console.SetOut(said);
        Assert.Equal(0, FinishedSweep.Show(folder, sweep, quiet: false));
        Console.SetOut(_console);
        return said.ToString();
    }
}
