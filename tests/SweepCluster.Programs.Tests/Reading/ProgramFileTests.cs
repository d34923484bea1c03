using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Programs.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Programs.Tests.Reading;

/// <summary>Sweep files of programs, written and read again.</summary>
public sealed class ProgramFileTests
{
    private static readonly ImmutableArray<string> Names = ["lr", "Model.depth", "include", "null", "a-1", "b_2", "on"];

    private static Gen<ImmutableArray<string>> Variables =>
        Gen.SubListOf("PATH", "HOME", "_x", "A1").Select(names => names.ToImmutableArray());

    private static Gen<ImmutableArray<string>> Run =>
        from program in Gen.Elements("python3", "./run.sh", "a b", "ü")
        from texts in Texts.Any.ListOf()
        from placeholders in Gen.SubListOf("{args}", "{seed}", "--x={trial}", "{{a}}", "{parameters-file}")
        select (ImmutableArray<string>)[program, .. texts, .. placeholders];

    private static Gen<TimeSpan> Duration => Gen.Choose(0, int.MaxValue).Select(n => TimeSpan.FromMilliseconds(n));

    private static Gen<ProgramSpec> Program =>
        from metric in Gen.Elements("val_error", "val error", "größe", "5", "on", "a,\"b\"", "null")
        from direction in Gen.Elements(Direction.Minimize, Direction.Maximize)
        from run in Run
        from files in Gen.SubListOf("train.py", "lib/**", "ü \"x\".csv")
        from keep in Gen.SubListOf("model.bin", "out/**")
        from value in Texts.Any
        from inherit in Variables
        from secret in Variables
        from times in Duration.ArrayOf(3)
        from attempts in Gen.Choose(1, int.MaxValue)
        from memory in Gen.Choose(0, int.MaxValue)
        from checkpoints in Gen.Elements(true, false)
        from result in Gen.Elements(ResultRule.Last, ResultRule.Best)
        select new ProgramSpec
        {
            Metric = metric,
            Direction = direction,
            Run = run,
            Folder = files.Count == 0 ? "/runs/a" : "/jobs/of ü",
            Files = [.. files],
            Keep = [.. keep],
            Environment = Example.Program.Environment.Add("A", value).Add("_b", "1"),
            Inherit = inherit,
            Secret = secret,
            Timeout = times[0],
            Silence = times[1],
            Grace = times[2],
            MostAttempts = attempts,
            Memory = memory,
            KeepsCheckpoints = checkpoints,
            Result = result,
            Pattern = null,
        };

    private static Gen<SettingValue> Value => Gen.OneOf(
        Texts.Any.Select(SettingValue.Of),
        Gen.Elements("on", "true", "null", "none", "NaN", "Infinity", "5", "1e3", "-", "include")
            .Select(SettingValue.Of),
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => SettingValue.Of(n / 7.0)));

    private static Gen<SettingValue> List =>
        Gen.Elements(SettingValue.Of("a b"), SettingValue.Of("on"), SettingValue.Of("5"), SettingValue.Of(0.5)).ListOf()
            .Select(items => SettingValue.Of([.. items]));

    private static Gen<Domain> Axis => Gen.OneOf(
        Gen.OneOf(Value, List).NonEmptyListOf().Select(values => (Domain)new Domain.Choice([.. values.Distinct()])),
        from low in Gen.Choose(-1000, 1000)
        from width in Gen.Choose(1, 1000)
        select (Domain)new Domain.IntegerUniform(low, low + width, width + 1),
        from low in Gen.Choose(1, 1000)
        from width in Gen.Choose(3, 1000)
        select (Domain)new Domain.IntegerLogUniform(low, low + 10 * width, 2),
        from low in Gen.Choose(-1000, 1000)
        from steps in Gen.Choose(1, 1000)
        select (Domain)new Domain.Stepped(low / 8.0, low / 8.0 + steps / 4.0, 0.25),
        from low in Gen.Choose(-1000, 1000)
        from steps in Gen.Choose(1, 1000)
        select (Domain)new Domain.Stepped(low, low + 3 * steps + 1, 3) { IsWhole = true });

    private static Gen<SweepSpec> Sweep =>
        from program in Program
        from names in Gen.SubListOf(Names.Remove(program.Metric).ToArray())
        from axes in Axis.ArrayOf(names.Count)
        select new SweepSpec
        {
            Name = "a-1",
            Seed = 1,
            Repeats = 1,
            Metric = new Metric(0, program.Metric, program.Direction),
            Kind = ProgramKind.Instance,
            Objective = program,
            SearchSpace = new SearchSpace([.. names.Zip(axes, (name, axis) => new Parameter(name, axis))]),
            Stop = StopRules.None,
        };

    [Fact]
    public void A_sweep_of_programs_written_and_read_is_the_same_sweep_and_text() => Properties.Hold(
        Sweep.Where(sweep =>
            sweep.SearchSpace.Parameters.Aggregate(1.0, (size, axis) => size * axis.Count) <= SearchSpace.MostTrials),
        spec =>
        {
            var text = SweepFileWriter.Text(spec, "/runs/a");

            var read = SweepFileReader.Parse(text, "/runs/a/sweep.hocon", []);

            Assert.Equal(spec, read);
            Assert.Equal(text, SweepFileWriter.Text(read, "/runs/a"));
        });

    [Fact]
    public void A_pattern_is_written_as_it_was_read()
    {
        const string Pattern = """pattern = "^\\s*val_error[=:] \"?(?<val_error>\\S+)$" """;
        var spec = Example.Sweep($"run = [a], {Pattern}");

        Assert.Equal("""^\s*val_error[=:] "?(?<val_error>\S+)$""", ((ProgramSpec)spec.Objective).Pattern);
        Assert.Equal(spec, SweepFileReader.Parse(SweepFileWriter.Text(spec, "/jobs"), "/jobs/a.hocon", []));
    }

    [Fact]
    public void The_text_says_everything()
    {
        var spec = Example.Sweep(
            """run = [python3, train.py, "{args}"], files = [train.py], environment { A = 1 }""",
            "search-space { lr = { uniform = [0, 1], step = 0.25 }, trees = { integer = [10, 500] }, kind = [gini] }");

        Assert.Equal(
            """
            sweep {
              name = example
              seed = 42
              repeats = 1
              objective {
                metric = val_error
                direction = minimize
              }
              program {
                run = ["python3", "train.py", "{args}"]
                flag = []
                folder = "."
                files = ["train.py"]
                environment {
                  A = "1"
                }
                inherit = ["PATH", "HOME", "LANG"]
                secret = []
                timeout = 0s
                silence = 0s
                grace = 10s
                attempts = 3
                result = last
                resources {
                  memory = 0
                }
              }
              search-space {
                lr = { uniform = [0, 1], step = 0.25 }
                trees = { integer = [10, 500], count = 491 }
                kind = [gini]
              }
              sampler = grid
              scheduler = none
              stop {
                max-time = 0s
                goal = 0
                max-failures = 0
              }
            }

            """,
            SweepFileWriter.Text(spec, "/jobs"));
    }
}
