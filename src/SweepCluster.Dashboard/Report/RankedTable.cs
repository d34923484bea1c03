using System.Globalization;
using System.Net;
using System.Text;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Report;

/// <summary>The first rows of summary.csv as an HTML table.</summary>
internal static class RankedTable
{
    /// <summary>Writes it.</summary>
    public static void Write(StringBuilder page, RecordedRun run)
    {
        // On paper there is room only for the columns up to the axes.
        var verdictColumn = run.Columns.IndexOf("verdict");
        var (own, axes) = (run.Spec.Schema.Columns.Length, run.Spec.SearchSpace.Parameters.Length);
        var lastPrinted = SummaryColumns.BeforeOwn - 1 + own + axes;
        page.Append("<table id=\"ranked\"><thead><tr>");
        for (var column = 0; column < run.Columns.Length; column++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th{More(column > lastPrinted)} scope=\"col\">")
                .Append(CultureInfo.InvariantCulture, $"<button type=\"button\">{Text(run.Columns[column])}</button>")
                .Append("</th>");
        }

        page.Append("</tr></thead><tbody>\n");
        foreach (var row in run.Rows)
        {
            page.Append("<tr>");
            for (var column = 0; column < row.Length; column++)
                WriteCell(page, row[column], column == verdictColumn, More(column > lastPrinted));
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table>");
    }

    /// <summary>A text escaped for HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void WriteCell(StringBuilder page, string cell, bool isVerdict, string more)
    {
        if (isVerdict && cell.Length > 0)
            page.Append("<td class=\"verdict\">")
                .Append(CultureInfo.InvariantCulture, $"<i class=\"{Text(cell.ToLowerInvariant())}\"></i>")
                .Append(CultureInfo.InvariantCulture, $"{Text(cell)}</td>");
        else if (cell.Any(c => c is '.' or 'E') && double.TryParse(cell, CultureInfo.InvariantCulture, out var number))
            page.Append(CultureInfo.InvariantCulture, $"<td{more} data-value=\"{Text(cell)}\" ")
                .Append(CultureInfo.InvariantCulture, $"title=\"{Text(cell)}\">{Text(Shown(number))}</td>");
        else
            page.Append(CultureInfo.InvariantCulture, $"<td{more}>{Text(cell)}</td>");
    }

    private static string More(bool isMore) => isMore ? " class=\"more\"" : "";

    private static string Shown(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
