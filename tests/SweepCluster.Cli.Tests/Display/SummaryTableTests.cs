using Spectre.Console;
using SweepCluster.Cli.Display;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Tests.Display;

public sealed class SummaryTableTests : IDisposable
{
    private const string Header =
        "rank,trial_id,state,rmse,optimum_rmse,excess_rmse,verdict,learning_rate,repeat,epochs,mae,w_x0,bias\n";

    private static readonly ObjectiveSchema Schema = SweepFileReader.Parse(
        "sweep { name = example, dataset { synthetic { rows = 100 } }, search-space { learning-rate = [0.01, 0.02] } }",
        "example.hocon",
        []).Schema;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_best_ten_are_shown_with_axes_and_weights()
    {
        var rows = Enumerable.Range(1, 12).Select(rank =>
            $"{rank},{rank + 100},COMPLETE,0.12345678,0.1,0.02345678,CONVERGED,0.01,0,1,0.1,{rank}.5,0.25\n");
        var text = Print(Header + string.Concat(rows));

        Assert.Contains("learning_rate", text, StringComparison.Ordinal);
        Assert.Contains("0.1235", text, StringComparison.Ordinal);
        Assert.Contains(" 110 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" 111 ", text, StringComparison.Ordinal);
        Assert.Contains("Verdicts: 12 CONVERGED", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_are_counted_and_have_no_verdict()
    {
        var text = Print(Header
            + "1,0,COMPLETE,1,0.1,0.9,STALLED,0.01,0,1,1,0,0\n"
            + ",1,FAILED,,,,,0.02,0,,,,\n");

        Assert.Contains("Verdicts: 1 STALLED", text, StringComparison.Ordinal);
        Assert.Contains("Trials: 1 COMPLETE, 1 FAILED", text, StringComparison.Ordinal);
        Assert.True(SummaryTable.Read(_file, Schema).HasFailures);
    }

    [Theory]
    [InlineData("w_[red]", "w_[red]")]
    [InlineData("w_[/]", "w_[/]")]
    [InlineData("w_a\u001b]0;t\u0007", "w_a\\u001b]0;t\\u0007")]
    [InlineData("w_a\u202eb", "w_a\\u202eb")]
    public void A_columns_name_is_shown_as_it_is_and_controls_nothing(string name, string shown)
    {
        var text = Print(Header.Replace("w_x0", name, StringComparison.Ordinal)
            + "1,0,COMPLETE,1,0.1,0.9,\u001b[2JSTALLED,0.01,0,1,1,0,0\n");

        Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, c => c != '\n' && char.IsControl(c));
    }

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(40)]
    public void A_narrow_terminal_gets_fewer_columns_and_no_broken_lines(int width)
    {
        var text = Print(Header + "1,0,COMPLETE,0.12345678,0.1,0.02345678,CONVERGED,0.0001,0,1,0.1,0.5,0.25\n", width);
        var lines = text.Split('\n').Where(line => line.StartsWith('│')).ToList();

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
    }

    private string Print(string csv, int width = 200)
    {
        File.WriteAllText(_file, csv);
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = width;
        SummaryTable.Read(_file, Schema).Print(console);
        return writer.ToString();
    }
}
