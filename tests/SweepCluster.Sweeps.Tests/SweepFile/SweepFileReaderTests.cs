using FsCheck.Fluent;
using SweepCluster.Objectives.Linear;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Reading;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Problems;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Data;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Tests.SweepFile;

public sealed class SweepFileReaderTests
{
    private const string Smallest = "sweep { dataset { synthetic {} } }";

    [Fact]
    public void The_data_path_of_a_text_that_was_sent_stays_as_it_is()
    {
        const string Text = "sweep { dataset.csv { path = \"table.csv/sha256-0\", features = [a], target = b } }";
        Assert.Equal("table.csv/sha256-0", SweepFileReader.ParseSent(Text, "sent").Objective.Data!.Source.File);
    }

    [Fact]
    public void The_smallest_file_takes_every_default()
    {
        var spec = SweepFileReader.Parse(Smallest, "/x/keras-decay.hocon", []);

        Assert.Equal(
            new SweepSpec
            {
                Name = "keras-decay",
                Seed = 42,
                Repeats = 1,
                Metric = new Metric(LinearSchema.Rmse, "rmse", Direction.Minimize),
                Kind = LinearKind.Instance,
                Objective = new LinearSpec(
                    new DataSpec(new SyntheticSource(SyntheticTarget.Difference, 240_000, 4, 0), 0, false),
                    new LayerSpec(1, true, new Initializer.GlorotUniform(), new Initializer.Zeros()),
                    TrainingDefaults.All),
                SearchSpace = new SearchSpace([]),
                Stop = StopRules.None,
            },
            spec);
    }

    [Fact]
    public void The_example_with_every_key_is_read_as_written()
    {
        var spec = SweepFileReader.Read(TestFiles.PathOf("every-key.hocon"), []);

        Assert.Equal("keras-decay", spec.Name);
        Assert.Equal(48, spec.SearchSpace.Count);
        Assert.Equal(
            [Settings.LearningRate, Settings.Decay, Settings.BatchSize],
            spec.SearchSpace.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(
            [Settings.Loss, Settings.Optimizer, Settings.Epochs, Settings.Shuffle, Settings.Precision],
            spec.Linear().Training.Keys);
        Assert.Equal("0.0001", spec.SearchSpace[0].Values[0].ToString());
        Assert.Equal("128", spec.SearchSpace[2].Values[2].ToString());
    }

    public static TheoryData<string> Examples => [.. TestFiles.Examples];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_sweep_is_right_and_named_after_its_file(string file)
    {
        var spec = SweepFileReader.Read(Path.Combine(TestFiles.ExampleFolder, file), []);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), spec.Name);
    }

    [Fact]
    public void The_examples_are_the_promised_ones() => Assert.Equal(
        [
            "csv.hocon", "extrapolation.hocon", "keras-answer.hocon", "keras-decay.hocon", "keras-question.hocon",
            "optimizers.hocon", "search.hocon", "sunspots.hocon",
        ],
        TestFiles.Examples);

    [Fact]
    public void An_option_overrides_the_file_and_the_last_one_the_others()
    {
        var spec = SweepFileReader.Parse(
            "sweep { dataset.synthetic.rows = 5, search-space { learning-rate = [1, 2], decay = [0, 1] } }",
            "a.hocon",
            [
                "dataset.synthetic.rows=7", "sweep.dataset.synthetic.rows = 9", "search-space.learning-rate=[0.1]",
                "training.epochs=3", "stop={max-failures = 2}", "dataset.standardize=yes",
            ]);

        Assert.Equal(9, Assert.IsType<SyntheticSource>(spec.Linear().Table.Source).Rows);
        Assert.Equal(
            [Settings.LearningRate, Settings.Decay],
            spec.SearchSpace.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(2, spec.SearchSpace.Count);
        Assert.Equal(SettingValue.Of(3), spec.Linear().Training[Settings.Epochs]);
        Assert.Equal(2, spec.Stop.MaxFailures);
        Assert.True(spec.Linear().Table.Standardize);
    }

    [Fact]
    public void An_option_replaces_a_whole_block()
    {
        var spec = SweepFileReader.Parse(
            Smallest, "/x/a.hocon", ["dataset={csv={path=t.csv, features=[a], target=b}}"]);

        var csv = Assert.IsType<CsvSource>(spec.Linear().Table.Source);
        Assert.Equal(Path.GetFullPath("/x/t.csv"), csv.Path);
        Assert.Equal(["b"], csv.Targets);
    }

    [Fact]
    public void A_data_path_starts_at_the_folder_of_the_sweep_file()
    {
        const string Text =
            "sweep { dataset { series { path = \"../d/s.csv\", column = v, window = 7, horizon = 2 } } }";

        var spec = SweepFileReader.Parse(Text, "/x/y/a.hocon", []);

        Assert.Equal(new SeriesSource(Path.GetFullPath("/x/d/s.csv"), "v", 7, 2), spec.Linear().Table.Source);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("90s", 90_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("2d", 172_800_000)]
    public void A_duration_has_a_unit(string text, long milliseconds)
    {
        var spec = SweepFileReader.Parse(Smallest, "a.hocon", [$"stop.max-time={text}"]);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), spec.Stop.MaxTime);
    }

    [Theory]
    [InlineData("on", "on")]
    [InlineData("true", "on")]
    [InlineData("yes", "on")]
    [InlineData("off", "off")]
    [InlineData("false", "off")]
    [InlineData("no", "off")]
    public void A_switch_has_three_words_each_way(string word, string canonical)
    {
        var spec = SweepFileReader.Parse(Smallest, "a.hocon", [$"training.shuffle={word}"]);

        Assert.Equal(SettingValue.Of(canonical), spec.Linear().Training[Settings.Shuffle]);
    }

    [Fact]
    public void Explicit_initializers_fit_features_times_units()
    {
        var spec = SweepFileReader.Parse(
            """
            sweep {
              dataset { csv { path = t.csv, features = [a, b], target = [y, z] } }
              model { units = 2, use-bias = off, kernel-initializer = [1, 2, 3, -4e-1], bias-initializer = [0, 1] }
            }
            """,
            "a.hocon", []);

        Assert.Equal(new Initializer.Explicit([1, 2, 3, -0.4]), spec.Linear().Model.KernelInitializer);
        Assert.Equal(new Initializer.Explicit([0, 1]), spec.Linear().Model.BiasInitializer);
    }

    [Fact]
    public void Whole_numbers_on_a_spread_axis_are_rounded()
    {
        var spec = SweepFileReader.Parse(
            Smallest,
            "a.hocon",
            ["search-space={epochs={log-uniform=[1,100],count=5}, batch-size={uniform=[8,9],count=2}}"]);

        var (epochs, batchSize) = (spec.SearchSpace.Parameters[0], spec.SearchSpace.Parameters[1]);
        Assert.Equal(["1", "3", "10", "32", "100"], Enumerable.Range(0, 5).Select(i => epochs[i].ToString()));
        Assert.Equal(["8", "9"], Enumerable.Range(0, 2).Select(i => batchSize[i].ToString()));
    }

    [Fact]
    public void Nadam_without_decay_is_right_beside_optimizers_with_their_own_settings()
    {
        var spec = SweepFileReader.Parse(
            Smallest,
            "a.hocon",
            [
                "search-space={optimizer=[nadam, sgd, rmsprop], momentum=[0, 0.9], rho=[0.8]}",
                "training.decay=0",
            ]);

        Assert.Equal(6, spec.SearchSpace.Count);
    }

    [Fact]
    public void Minus_zero_is_zero_and_a_whole_number_may_have_a_decimal_point_or_an_exponent()
    {
        var spec = SweepFileReader.Parse(
            Smallest,
            "a.hocon",
            ["training={decay=-0, epochs=10.0, batch-size=1e2}", "seed=-9223372036854775808"]);

        string[] keys = [Settings.Decay, Settings.Epochs, Settings.BatchSize];
        Assert.Equal(["0", "10", "100"], keys.Select(key => spec.Linear().Training[key].ToString()));
        Assert.Equal(long.MinValue, spec.Seed);
    }

    [Fact]
    public void Any_change_of_a_right_file_is_read_or_refused_in_single_lines()
    {
        var text = File.ReadAllText(TestFiles.PathOf("every-key.hocon"));
        var changes = Gen.Choose(0, text.Length).Zip(Gen.Choose(0, 12)).Zip(
            Gen.Elements(
                "", "{", "}", "[", "]", "\"", "=", ",", "\n", "0", "-", "x", "${", "+=", "\"\"\"", "a.b", "#",
                "1e400"));

        Properties.Hold(
            changes,
            c =>
            {
                var ((start, removed), inserted) = c;
                var changed = text.Remove(start, Math.Min(removed, text.Length - start)).Insert(start, inserted);
                // An option without '=' is always a problem.
                string[] options = [inserted, "training.epochs=" + inserted];
                var exception = Record.Exception(() => SweepFileReader.Parse(changed, "a.hocon", options));
                var problems = Assert.IsType<InvalidInputException>(exception).Problems;
                Assert.All(problems, p => Assert.DoesNotContain('\n', p.ToString()));
            },
            count: 2000);
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_text_is_refused()
    {
        using var folder = new TestFolder();
        var latin1 = folder.Write("latin1.hocon", [0x73, 0xe9]);

        Assert.Equal($"{folder.Path}: a folder: name the sweep file in it", ProblemOf(folder.Path));
        Assert.Equal("/no/such.hocon: no such file: check the path of the sweep file", ProblemOf("/no/such.hocon"));
        Assert.Equal($"{latin1}: not UTF-8 text: save it as UTF-8", ProblemOf(latin1));
    }

    [Fact]
    public void A_missing_data_file_is_reported_with_the_line_of_its_path()
    {
        using var folder = new TestFolder();
        var file = folder.Write(
            "a.hocon", "sweep { dataset { series {\n path = gone.csv\n column = v } } }"u8.ToArray());

        Assert.Equal(
            $"{file}:2: sweep.dataset.series.path: no such file: {Path.Combine(folder.Path, "gone.csv")}; "
            + "relative paths start at the sweep file's folder",
            ProblemOf(file));
    }

    [Fact]
    public void A_data_path_that_is_a_folder_is_called_one()
    {
        using var folder = new TestFolder();
        var file = folder.Write("a.hocon", "sweep { dataset { series {\n path = .\n column = v } } }"u8.ToArray());

        Assert.Equal(
            $"{file}:2: sweep.dataset.series.path: "
            + $"a folder: {Path.GetFullPath(".", folder.Path)}: name the file in it",
            ProblemOf(file));
    }

    private static string ProblemOf(string path) =>
        Assert.Single(Assert.Throws<InvalidInputException>(() => SweepFileReader.Read(path, [])).Problems).ToString();
}
