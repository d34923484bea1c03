namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>Anyone can verify a finished sweep: its trials are trained again, and every bit is compared.</summary>
public sealed class VerifyTests(TrainedGrid grid) : TemporaryFolder, IClassFixture<TrainedGrid>
{
    [Theory]
    [InlineData("keras-decay", "dataset.synthetic.rows=2000", "75 of 75")]
    [InlineData("extrapolation", "dataset.synthetic.rows=2000", "trials")]
    [InlineData("optimizers", "training.learning-rate=1e38", "30 of 30")]
    [InlineData("sunspots", "seed=3", "trials")]
    public async Task A_run_verifies(string example, string setting, string expected)
    {
        await Train(example, "--set", setting);
        var ended = await Verify();

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.StartsWith("Verified ", ended.Output, StringComparison.Ordinal);
        Assert.Contains(expected, ended.Output, StringComparison.Ordinal);
        Assert.EndsWith(": all bits equal.\n", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rank")]
    [InlineData("rmse")]
    [InlineData("optimum_rmse")]
    [InlineData("excess_rmse")]
    [InlineData("learning_rate")]
    [InlineData("epochs")]
    [InlineData("mae")]
    [InlineData("w_x2")]
    [InlineData("bias")]
    public async Task One_changed_digit_is_found(string column)
    {
        grid.CopyTo(In("out"));
        var lines = Lines();
        var index = Array.IndexOf(lines[0].Split(','), column);
        var cells = lines[3].Split(',');
        var right = cells[index];
        var digit = right.LastIndexOfAny([.. "123456789"]);
        cells[index] = right[..digit] + (right[digit] == '9' ? '8' : (char)(right[digit] + 1)) + right[(digit + 1)..];
        lines[3] = string.Join(',', cells);
        File.WriteAllLines(In("out", "summary.csv"), lines);
        var ended = await Verify();

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(
            $"trial {cells[1]}, {column}: {cells[index]} stands there, {right} is right\n"
            + "Verified 75 of 75 trials: 1 difference.\n",
            ended.Output);
    }

    [Fact]
    public async Task Rows_out_of_order_are_found()
    {
        grid.CopyTo(In("out"));
        var lines = Lines();
        (lines[1], lines[2]) = (lines[2], lines[1]);
        File.WriteAllLines(In("out", "summary.csv"), lines);
        var ended = await Verify();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("line 2, order: trial ", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_is_drawn_by_its_seed()
    {
        grid.CopyTo(In("out"));
        var ended = await Verify("--sample", "5", "--seed", "7");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("Verified 5 of 75 trials, drawn with --seed 7: all bits equal.\n", ended.Output);
    }

    [Fact]
    public async Task A_missing_row_and_a_doubled_one_are_refused()
    {
        grid.CopyTo(In("out"));
        var lines = Lines();
        File.WriteAllLines(In("out", "summary.csv"), lines.SkipLast(1));
        await Refused("has no row; 74 of 75 trials have one");
        File.WriteAllLines(In("out", "summary.csv"), [.. lines, lines[4]]);
        await Refused("has a row already, in line 5");
    }

    [Fact]
    public async Task Data_that_have_changed_are_refused()
    {
        var rows = string.Concat(Enumerable.Range(1, 40).Select(x => $"{x},{2 * x}\n"));
        var data = Write("table.csv", "x,y\n" + rows);
        Write(
            "own.hocon",
            "sweep { name = own, dataset { csv { path = \"table.csv\", features = [x], target = y } } }");
        await SweepProcess.Run(["run", In("own.hocon"), "--out", In("out"), "--quiet"]);
        Assert.Equal(0, (await Verify()).ExitCode);

        File.WriteAllText(data, File.ReadAllText(data).Replace("40,80", "40,81", StringComparison.Ordinal));
        await Refused("from other data");
    }

    [Fact]
    public Task A_folder_without_a_finished_sweep_is_refused() =>
        Refused("is no finished sweep: it has no sweep.hocon");

    private async Task Refused(string why)
    {
        var ended = await Verify();
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(why, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private async Task Train(string example, params string[] more)
    {
        var ended = await SweepProcess.Run(
            ["run", Repository.Example(example), "--out", In("out"), "--quiet", .. more]);
        Assert.Equal(0, ended.ExitCode);
    }

    private Task<SweepProcess.Ended> Verify(params string[] more) =>
        SweepProcess.Run(["verify", In("out"), .. more]);

    private string[] Lines() => File.ReadAllLines(In("out", "summary.csv"));
}
