namespace SweepCluster.Acceptance.Tests.Inputs;

/// <summary>Wrong input starts nothing, changes nothing, and is reported with its place and what is right.</summary>
public sealed class WrongInputTests : TemporaryFolder
{
    private const string Data = "  dataset { synthetic { rows = 100 } }\n";
    private const string Table = "x,y\n1,2\n3,4\n";

    [Theory]
    [InlineData("training { epochs = 0 }", "sweep.hocon:4: sweep.training.epochs:")]
    [InlineData("training { batch-size = 0 }", "sweep.hocon:4: sweep.training.batch-size:")]
    [InlineData("training { batch-size = 2.5 }", "sweep.hocon:4: sweep.training.batch-size:")]
    [InlineData("training { learning-rate = -1 }", "sweep.hocon:4: sweep.training.learning-rate:")]
    [InlineData("training { learning-rate = NaN }", "sweep.hocon:4: sweep.training.learning-rate:")]
    [InlineData("training { learning-rate = fast }", "sweep.hocon:4: sweep.training.learning-rate:")]
    [InlineData("training { learnin-rate = 1 }", "the nearest is learning-rate")]
    [InlineData("search-space { learning-rate = [] }", "sweep.hocon:4: sweep.search-space.learning-rate:")]
    [InlineData("search-space { leaning-rate = [1] }", "the nearest is learning-rate")]
    [InlineData("model { units = 2 }", "sweep.hocon:4: sweep.model.units:")]
    [InlineData("dataset { csv { path = \"t.csv\", features = [x], target = y } }", "sweep.dataset")]
    [InlineData("dataset { synthetic { features = 2000 } }", "sweep.dataset.synthetic.features:")]
    [InlineData("training { epochs = 1", "'{' is never closed")]
    [InlineData("sampler = gird", "sweep.sampler:")]
    [InlineData("training { epochs = 1 batch-size = 2 }", "sweep.hocon:4")]
    public Task A_wrong_setting_is_reported_with_its_place(string line, string expected) =>
        Refused($"sweep {{\n  name = wrong\n{Data}  {line}\n}}\n", [], expected);

    [Theory]
    [InlineData("--cluster: found \"akka.tcp://sweep@host:1\"", "--cluster", "akka.tcp://sweep@host:1")]
    [InlineData("--cluster: found \"host\"", "--cluster", "host")]
    [InlineData("SWEEP_CLUSTER: found \"http://host:80/\"")]
    public async Task A_wrong_cluster_address_is_reported_as_it_was_written(string expected, params string[] options)
    {
        var ended = await SweepProcess.Run(["list", .. options], ("SWEEP_CLUSTER", "http://host:80/"));

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith(expected, Assert.Single(ended.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_wrong_option_is_reported() => Refused(
        $"sweep {{\n{Data}}}\n",
        ["--set", "training.epochs=0"],
        "--set training.epochs=0: sweep.training.epochs:");

    [Theory]
    [InlineData(null, "x", "no such file")]
    [InlineData(Table, "z", "there is no such column; the file has x, y")]
    [InlineData("x,y\n1,2\n3\n", "x", "table.csv:3: has 1 cell, but the header has 2")]
    [InlineData("x,y\n1,2\n\n3,4\n", "x", "table.csv:3: is an empty row")]
    [InlineData("x,y\n1,2\n,4\n", "x", "table.csv:3: x: is empty")]
    [InlineData("x,y\n1,2\n1,two\n", "x", "table.csv:3: y: 'two' is not a number")]
    [InlineData(
        "x,y,note\n1,2,ok\n2,4,\"unclosed\n3,6,ok\n",
        "x",
        "table.csv:3: the quote that opens a cell here is never closed")]
    [InlineData("x;y\n1;2\n", "x", "table.csv:1: its columns are separated by semicolons")]
    public Task A_wrong_table_is_reported_with_its_place(string? table, string feature, string expected)
    {
        if (table is not null)
            Write("table.csv", table);
        var dataset = $"dataset {{ csv {{ path = \"table.csv\", features = [{feature}], target = y }} }}";
        return Refused($"sweep {{\n  name = wrong\n  {dataset}\n}}\n", [], expected);
    }

    [Fact]
    public async Task The_data_are_described_by_the_plan_and_before_training_unless_quiet()
    {
        const string Read = "4 rows of feature x and target y from table.csv, 1 of them held out for validation";
        Write("table.csv", "x,note,y,,\n1,\"a\nb\",2,,\n2,c,4,,\n3,d,6,,\n4,e,8,,\n");
        var sweep = Write(
            "sweep.hocon",
            """
            sweep {
              dataset { csv { path = "table.csv", features = [x], target = y }, validation = 0.25 }
              training.epochs = 1
            }
            """);

        var run = await SweepProcess.Run(["run", sweep, "--out", In("loud")]);
        var quiet = await SweepProcess.Run(["run", sweep, "--out", In("quiet"), "--quiet"]);
        var plan = await SweepProcess.Run(["plan", sweep]);

        Assert.Equal((0, Read), (run.ExitCode, run.Error.Split('\n')[0]));
        Assert.Equal((0, "", ""), (quiet.ExitCode, quiet.Output, quiet.Error));
        Assert.Equal((0, $"data           {Read}"), (plan.ExitCode, plan.Output.Split('\n')[0]));
    }

    [Fact]
    public async Task Too_little_memory_is_reported_in_one_line_and_no_trial_is_blamed()
    {
        // As in a container of 133 MB, of which .NET's heap may take three quarters.
        (string, string)[] small = [("DOTNET_GCHeapHardLimit", $"{100_000_000:X}")];
        var sweep = Write(
            "sweep.hocon",
            "sweep { dataset { synthetic { rows = 2300000 } }, training.epochs = 1, search-space.decay = [0, 1] }");
        var drawn = await SweepProcess.Run(["plan", sweep, "--set", "dataset.synthetic.rows=4000000"], small);
        var trained = await SweepProcess.Run(["run", sweep, "--out", In("out"), "--quiet"], small);
        var again = await SweepProcess.Run(["run", sweep, "--out", In("out"), "--quiet"]);

        Assert.Equal((2, ""), (drawn.ExitCode, drawn.Output));
        Assert.Equal(
            "synthetic: rows: 4000000 × 5 numbers take 160 MB of memory, "
            + "and this process may take 100 MB: fewer rows do\n",
            drawn.Error);
        Assert.Equal((2, ""), (trained.ExitCode, trained.Output));
        Assert.StartsWith(
            "sweep: not enough memory: the 100 MB that this process may take are used up.",
            Assert.Single(trained.Error.TrimEnd().Split('\n')),
            StringComparison.Ordinal);
        Assert.Equal((0, "", ""), (again.ExitCode, again.Output, again.Error));
    }

    [Fact]
    public async Task All_problems_are_reported_at_once()
    {
        var ended = await Run($"sweep {{\n{Data}  training {{ epochs = 0, batch-size = x }}\n  sed = 1\n}}\n", []);

        Assert.Equal(3, ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("run")]
    [InlineData("run", "missing.hocon")]
    [InlineData("run", "missing.hocon", "--workers", "0")]
    public async Task A_wrong_command_line_ends_with_exit_code_2(params string[] arguments)
    {
        var ended = await SweepProcess.Run(arguments);

        Assert.Equal(2, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "plan")]
    [InlineData("run --help", "Example: sweep run")]
    [InlineData("plan --help", "Example: sweep plan")]
    [InlineData("--version", ".")]
    public async Task Help_and_version_are_printed(string arguments, string expected)
    {
        var ended = await SweepProcess.Run(arguments.Split(' '));

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains(expected, ended.Output, StringComparison.Ordinal);
    }

    private async Task Refused(string file, string[] more, string expected)
    {
        var ended = await Run(file, more);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
        Assert.False(Directory.Exists(In("out")));
    }

    private Task<SweepProcess.Ended> Run(string file, string[] more) =>
        SweepProcess.Run(["run", Write("sweep.hocon", file), "--out", In("out"), .. more]);
}
