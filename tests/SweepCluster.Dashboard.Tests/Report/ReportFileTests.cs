using System.Text.Json;
using SweepCluster.Dashboard.Report;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Tests.Report;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_with_tags_in_them_are_text()
    {
        Example.Write(_folder, Example.Text("learning-rate = [0.1, 0.2, 0.3]"), 3, id => id + 1);
        var html = Written();

        Assert.Contains("w_&lt;b&gt;x&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", Words(html), StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)</script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_folder_gives_the_same_bytes()
    {
        Example.Write(_folder, Example.Text("learning-rate = [0.1, 0.2, 0.3]"), 3, id => id + 1);

        Assert.Equal(Written(), Written());
    }

    [Fact]
    public void A_sweep_that_is_known_is_not_read_again()
    {
        Example.Write(_folder, Example.Text("learning-rate = [0.1, 0.2, 0.3]"), 3, id => id + 1);
        var read = Written();
        using var page = new StringWriter();
        ReportFile.Write(_folder, page, Example.Spec("learning-rate = [0.1, 0.2, 0.3]"));
        Assert.Equal(read, page.ToString());

        File.WriteAllText(Path.Combine(_folder, "sweep.hocon"), "no sweep at all");
        Assert.Throws<InvalidInputException>(Written);
        ReportFile.Write(_folder, TextWriter.Null, Example.Spec("learning-rate = [0.1, 0.2, 0.3]"));
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        Example.Write(_folder, Example.Text("learning-rate = [0.1, 0.2]"), 2, id => id + 1);
        var words = Words(Written());

        Assert.All(
            new[] { " src=", "<link", "@import", "url(" },
            load => Assert.DoesNotContain(load, words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_hundred_thousand_trials_make_a_page_of_bounded_size()
    {
        var text = Example.Text(
            "learning-rate = { uniform = [0.1, 0.9], count = 100 }, decay = { uniform = [0, 1], count = 100 }, "
            + "batch-size = { uniform = [8, 80], count = 10 }");
        Example.Write(_folder, text, 100_000, id => 1 + (id * 7919 % 100_003) / 1e5);
        var html = Written();
        using var figures = JsonDocument.Parse(Between(html, "id=\"figures\">", "</script>"));

        Assert.InRange(html.Length, 1_500_000, 7_000_000);
        Assert.Equal(1000 + 1, Count(html, "<tr>"));
        Assert.Contains("The best 1,000 of 100,000 trials", html, StringComparison.Ordinal);
        var parallel = figures.RootElement.GetProperty("parallel").GetProperty("data")[0];
        Assert.InRange(
            parallel.GetProperty("dimensions")[0].GetProperty("values").GetArrayLength(), 500, 1200);
    }

    [Fact]
    public void A_sweep_without_axes_has_a_report_too()
    {
        Example.Write(_folder, Example.Text(""), 1, _ => 0.5);
        using var figures = JsonDocument.Parse(Between(Written(), "id=\"figures\">", "</script>"));

        Assert.Equal(["curves", "excess"], figures.RootElement.EnumerateObject().Select(figure => figure.Name));
    }

    [Fact]
    public void Repeats_are_shown_with_their_spread()
    {
        Example.Write(_folder, Example.Text("learning-rate = [0.1, 0.2]", "repeats = 2"), 4, id => id + 1);
        using var figures = JsonDocument.Parse(Between(Written(), "id=\"figures\">", "</script>"));
        var repeats = figures.RootElement.GetProperty("repeats").GetProperty("data")[0];

        Assert.Equal([1.5, 3.5], repeats.GetProperty("x").EnumerateArray().Select(x => x.GetDouble()));
        Assert.All(
            repeats.GetProperty("error_x").GetProperty("array").EnumerateArray(),
            deviation => Assert.Equal(Math.Sqrt(0.5), deviation.GetDouble(), 1e-12));
    }

    [Fact]
    public void Without_any_finite_value_no_figure_is_empty()
    {
        Example.Write(_folder, Example.Text("learning-rate = [0.1, 0.2]", "repeats = 2"), 4, _ => double.NaN);
        File.WriteAllText(Path.Combine(_folder, "summary.csv"), """
            rank,trial_id,state,rmse,optimum_rmse,excess_rmse,verdict,learning_rate,w_<b>x</b>
            1,0,COMPLETE,0.5,0.25,0.25,CONVERGED,0.1,1
            ,1,FAILED,,,,,0.1,
            ,2,DIVERGED,NaN,0.25,NaN,DIVERGED,0.2,NaN
            ,3,CANCELLED,,,,,0.2,

            """);
        var html = Written();
        using var figures = JsonDocument.Parse(Between(html, "id=\"figures\">", "</script>"));

        Assert.Equal(
            ["objective-0", "verdict-0", "excess", "parallel"],
            figures.RootElement.EnumerateObject().Select(figure => figure.Name));
        Assert.All(
            ["1 CONVERGED", "1 DIVERGED", "1 FAILED", "1 CANCELLED"],
            count => Assert.Contains($"{count}</li>", html, StringComparison.Ordinal));
    }

    [Fact]
    public void A_summary_of_another_sweep_is_refused_by_its_line()
    {
        Example.Write(_folder, Example.Text("learning-rate = [0.1, 0.2]"), 3, id => id + 1);

        var refused = Assert.Throws<InvalidDataException>(() => Written());
        Assert.Contains("summary.csv:4: ", refused.Message, StringComparison.Ordinal);
    }

    // The page without plotly.js, which is not ours to check.
    private string Written()
    {
        using var page = new StringWriter();
        ReportFile.Write(_folder, page);
        return page.ToString();
    }

    private static string Words(string html) => html.Replace(Resources.Plotly, "", StringComparison.Ordinal);

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
