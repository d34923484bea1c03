using Spectre.Console;
using SweepCluster.Cli.Display;

namespace SweepCluster.Cli.Tests.Display;

public sealed class SummaryTableTests : IDisposable
{
    private const string Header =
        "rank,trial_id,state,rmse,optimum_rmse,excess_rmse,verdict,learning_rate,repeat,epochs,mae,w_x0,bias\n";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_best_ten_are_shown_with_axes_and_weights()
    {
        var rows = Enumerable.Range(1, 12).Select(rank =>
            $"{rank},{rank + 100},COMPLETE,0.12345678,0.1,0.02345678,CONVERGED,0.01,0,1,0.1,{rank}.5,0.25\n");
        var text = Print(Header + string.Concat(rows));

        Assert.Contains("learning_rate", text, StringComparison.Ordinal);
        Assert.Contains("0.12346", text, StringComparison.Ordinal);
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
        Assert.True(SummaryTable.Read(_file).HasFailures);
        Assert.Equal(0, SummaryTable.Read(_file).BestStalled);
    }

    private string Print(string csv)
    {
        File.WriteAllText(_file, csv);
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = 200;
        SummaryTable.Read(_file).Print(console);
        return writer.ToString();
    }
}
