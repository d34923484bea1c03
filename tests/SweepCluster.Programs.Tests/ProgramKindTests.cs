using SweepCluster.Problems;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Programs.Tests;

public sealed class ProgramKindTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public ProgramKindTests()
    {
        _folder.Write("a/train.py", "print()");
        _folder.Write("a/lib/x.py", "x");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trials_are_ranked_on_the_metric_that_the_file_names()
    {
        var schema = Sweep("a").Schema;

        Assert.Equal([new Metric(0, "val-error", Direction.Maximize)], schema.Metrics);
        Assert.Equal(["val_error"], schema.Curves);
        Assert.Equal((true, false), (schema.HasFoundMetrics, schema.IsReproducible));
    }

    [Fact]
    public void A_sweep_needs_the_files_that_it_names() =>
        Assert.Equal(["lib/x.py", "train.py"], ProgramKind.Instance.FilesOf(Sweep("a")));

    [Fact]
    public void The_same_sweep_has_the_same_fingerprint_wherever_it_lies()
    {
        _folder.Write("b/train.py", "print()");
        _folder.Write("b/lib/x.py", "x");
        _folder.Write("b/beside.txt", "not named");

        Assert.Equal(Fingerprint("a"), Fingerprint("b"));
    }

    [Fact]
    public void A_sweep_whose_program_has_changed_is_another()
    {
        var fingerprints = new HashSet<string> { Fingerprint("a") };

        Assert.True(fingerprints.Add(Fingerprint("a", "attempts = 7")));
        Assert.True(fingerprints.Add(Fingerprint("a", "environment { A = 1 }")));
        _folder.Write("a/lib/x.py", "y");
        Assert.True(fingerprints.Add(Fingerprint("a")));
        _folder.Write("a/lib/new.py", "");
        Assert.True(fingerprints.Add(Fingerprint("a")));
    }

    [Fact]
    public void A_file_that_is_missing_is_found_out_before_anything_is_started()
    {
        File.Delete(_folder.In("a/train.py"));
        _folder.Write("a/sweep.hocon", Text(""));

        var problem = Assert.Single(
            Assert.Throws<InvalidInputException>(() => LoadedSweep.Read(_folder.In("a/sweep.hocon"), [])).Problems);
        Assert.Contains("no file in this folder matches \"train.py\"", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_may_be_changed_from_the_command_line()
    {
        _folder.Write("a/sweep.hocon", Text(""));
        using var sweep = LoadedSweep.Read(
            _folder.In("a/sweep.hocon"), ["program.attempts=9", "search-space.lr=[1]", "objective.direction=minimize"]);

        Assert.Equal(9, sweep.Spec.Objective.Attempts.Most);
        Assert.Equal((1, Direction.Minimize), (sweep.Spec.SearchSpace.Count, sweep.Spec.Metric.Direction));
    }

    private static string Text(string more) =>
        $$"""
        sweep {
          name = example
          objective { metric = val-error, direction = maximize }
          program { run = [python3, train.py, "{args}"], files = [train.py, "lib/**"], {{more}} }
          search-space { lr = [0.1, 0.2] }
        }
        """;

    private SweepSpec Sweep(string folder, string more = "") =>
        SweepFileReader.Parse(Text(more), _folder.In($"{folder}/sweep.hocon"), []);

    private string Fingerprint(string folder, string more = "") => SweepFingerprint.Of(Sweep(folder, more), data: null);
}
