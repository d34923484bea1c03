using System.Text.RegularExpressions;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>The README shows what a newcomer sees.</summary>
public sealed partial class ReadMeTests : TemporaryFolder
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));

    private static readonly string[] Shown = ["│", "Verdicts:", "Best is", "40 of", "Try next"];

    [Fact]
    public async Task The_table_and_the_verdicts_are_those_of_the_first_command()
    {
        var first = Commands().First(command => command[0] == "run");
        var ended = await SweepProcess.Run([.. first, "--out", In("out")]);
        var shown = Lines.Where(line => Shown.Any(start => line.StartsWith(start, StringComparison.Ordinal))).ToList();

        Assert.Equal(8, shown.Count);
        Assert.All(shown, line => Assert.Contains(line, ended.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_reason_is_the_one_that_the_question_gets()
    {
        var ended = await SweepProcess.Run(["run", Repository.Example("keras-question"), "--out", In("out")]);

        Assert.Contains(LineOf("Why trial"), ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_plan_shown_runs()
    {
        foreach (var command in Commands().Where(command => command[0] == "plan"))
            Assert.Equal(0, (await SweepProcess.Run(command)).ExitCode);
    }

    [Fact]
    public async Task The_cluster_shown_gives_its_table()
    {
        using var coordinator = NodeProcess.Start(
            ClusterCommand("coordinator", "sweep-data", In("data"), "--port", "0"));
        var address = await coordinator.Up();
        using var worker = NodeProcess.Start(ClusterCommand("worker", "127.0.0.1:4053", address));
        var ended = await SweepProcess.Run(ClusterCommand("submit", "127.0.0.1:4053", address, "--out", In("out")));

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains(LineOf("Verdicts:"), ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_comparison_is_the_measured_one()
    {
        var measured = File.ReadAllLines(
            Path.Combine(Repository.Root, "tests", "SweepCluster.Benchmarks", "results", "amd-epyc.md"));
        string[] sides = ["| **SweepCluster**", "| MathNet", "| PyTorch", "| Optuna", "| scikit-learn"];
        var shown = Lines.Where(line => sides.Any(side => line.StartsWith(side, StringComparison.Ordinal))).ToList();

        Assert.Equal(9, shown.Count);
        Assert.All(shown, line => Assert.Contains(line, measured));
    }

    [Fact]
    public void The_seconds_beside_other_tools_are_the_measured_ones()
    {
        var cells = LineOf("| the grid above, here |").Split('|').Select(cell => cell.Trim()).ToArray();

        Assert.Equal([Median("| **SweepCluster**: `sweep run`"), Median("| Optuna")], cells[2..4]);

        static string Median(string start) => $"{LineOf(start).Split('|')[2].Trim()} s";
    }

    [Fact]
    public void Every_example_is_listed() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "hocon", "sweeps"), "*.hocon"),
        file => Assert.Contains(Lines, line => line.Contains($"`{Path.GetFileName(file)}`", StringComparison.Ordinal)));

    private static string LineOf(string start) =>
        Lines.Single(line => line.StartsWith(start, StringComparison.Ordinal));

    // With a word of its own in place of one that is shown, and more words, so that tests can run side by side.
    private static string[] ClusterCommand(string verb, string shown, string own, params string[] more) =>
        [.. LineOf($"sweep {verb} ").Split(' ').Skip(1).Select(word => word == shown ? own : word), .. more];

    private static List<string[]> Commands() =>
    [
        .. Lines.Select(line => Command().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value.Split(' ')),
    ];

    [GeneratedRegex("^dotnet run .* -- (.+)$")]
    private static partial Regex Command();
}
