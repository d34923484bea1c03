using System.Globalization;
using System.Text;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Summaries;
using static SweepCluster.Dashboard.Report.RankedTable;

namespace SweepCluster.Dashboard.Report;

/// <summary>The report as one page: text, table, figures, style and script; it loads nothing from elsewhere.</summary>
/// <remarks>The same folder gives the same bytes: it has no time and nothing random.</remarks>
internal sealed class Page(RecordedRun run)
{
    private readonly StringBuilder _html = new();
    private readonly Figures _figures = Figures.Of(run);

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter writer)
    {
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + "<meta name=\"color-scheme\" content=\"light dark\">");
        Append($"<title>{Text(run.Spec.Name)} – sweep report</title><style>{Resources.Style}</style></head>");
        _html.Append("<body><main>\n");
        Header();
        Section("Ranked trials", Notes.Table(run), Table);
        Maps();
        Figure("importance", "What matters", Notes.Importance(_figures.Importance));
        Figure("history", "How the search went on", Notes.History(run));
        Figure("slices", "Each setting by itself", Notes.Slices());
        Figure("curves", "Learning curves", Notes.Curves(run));
        Figure("excess", "Distance to the optimum", Notes.Excess(run));
        Figure("cost", "Time against result", Notes.Cost(run));
        Figure("parallel", "All settings together", Notes.Parallel(run));
        Figure("repeats", "Repeats", Notes.Repeats());
        Section(
            "Sweep file", Notes.SweepFile(run.Spec),
            () => Append($"<pre>{Text(run.Text)}</pre>"));
        _html.Append("<footer>Written by SweepCluster from the sweep’s result files.</footer></main>\n");
        _html.Append("<script type=\"application/json\" id=\"figures\">{");
        _html.AppendJoin(
            ",\n", _figures.Named.Select(figure => $"\"{figure.Name}\":{Resources.InScript(figure.Json)}"));
        writer.Write(_html.Append("}</script>\n<script>"));
        Resources.CopyPlotly(writer);
        writer.Write($"</script>\n<script>{Resources.FigureScript}{Resources.Script}</script>\n</body></html>\n");
    }

    private void Header()
    {
        Append($"<header><p class=\"kind\">Sweep report</p><h1>{Text(run.Spec.Name)}</h1>");
        Append($"<p class=\"about\">{Text(About.Of(run.Spec))}</p></header>\n");
        _html.Append("<section class=\"headline\">");
        foreach (var sentence in Headline.Of(run.Spec, run.Summary))
            Append($"<p>{Text(sentence)}</p>");
        Verdicts();
        _html.Append("</section>\n");
    }

    // A bar whose parts are as long as verdicts are common, and the counts in words.
    private void Verdicts()
    {
        var ends = new TrialEnds(run.Spec.Schema);
        var counts = ends.Counts(run.Summary.Ranked);
        int[] present = [.. Enumerable.Range(0, counts.Length).Where(verdict => counts[verdict] > 0)];
        _html.Append("<div class=\"share\" role=\"presentation\">");
        foreach (var verdict in present)
            Append($"<i class=\"{ends.Style(verdict)}\" style=\"flex:{counts[verdict]}\"></i>");
        _html.Append("</div><ul class=\"legend\">");
        foreach (var verdict in present)
        {
            Append($"<li><i class=\"{ends.Style(verdict)}\"></i>");
            Append($"{Numbers.Count(counts[verdict])} {ends.Names[verdict]}</li>");
        }

        _html.Append("</ul>");
    }

    private void Table()
    {
        _html.Append("<div class=\"tools\"><input id=\"filter\" type=\"search\" "
            + "placeholder=\"Filter rows, e.g. converged 0.03\" aria-label=\"Filter rows\">"
            + "<span id=\"shown\"></span></div><div class=\"scroll\">");
        RankedTable.Write(_html, run);
        _html.Append("</div>");
    }

    private void Maps()
    {
        if (_figures.Maps.IsEmpty)
            return;
        var swept = run.Spec.SearchSpace.Parameters.Count(axis => axis.IsSwept);
        var hasMore = swept > (_figures.Maps[0].Third is null ? 2 : 3);
        Section(Heading(run.Spec.Metric.Name), Notes.Objective(run, hasMore), () => Map("objective"));
        if (!run.Spec.Schema.Verdicts.IsEmpty)
            Section("Verdicts", Notes.Verdicts(run, hasMore), () => Map("verdict"));
    }

    private static string Heading(string objective) => objective.Length <= 4
        ? objective.ToUpperInvariant()
        : $"{char.ToUpperInvariant(objective[0])}{objective[1..]}";

    private void Map(string kind)
    {
        if (_figures.Maps.Length > 1)
        {
            Append($"<div class=\"tools\"><label>Axes <select data-map=\"{kind}\">");
            for (var i = 0; i < _figures.Maps.Length; i++)
                Append($"<option value=\"{kind}-{i}\">{Text(_figures.Maps[i].Name)}</option>");
            _html.Append("</select></label></div>");
        }

        Append($"<div class=\"figure\" id=\"{kind}\" data-figure=\"{kind}-0\"></div>");
        if (kind == "verdict")
            Append($"<p class=\"note\">{Text(Notes.Letters(run.Spec))}</p>");
    }

    private void Figure(string name, string title, string note)
    {
        if (_figures.Named.Any(figure => figure.Name == name))
            Section(title, note, () => Append($"<div class=\"figure\" id=\"{name}\" data-figure=\"{name}\"></div>"));
    }

    private void Section(string title, string note, Action content)
    {
        Append($"<section><h2>{Text(title)}</h2><p class=\"note\">{Text(note)}</p>");
        content();
        _html.Append("</section>\n");
    }

    private void Append(FormattableString text) => _html.Append(text.ToString(CultureInfo.InvariantCulture));
}
