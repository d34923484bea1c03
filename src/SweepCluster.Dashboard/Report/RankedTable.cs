using System.Globalization;
using System.Net;
using System.Text;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Report;

/// <summary>The first rows of summary.csv as a table of the page, every cell as text.</summary>
internal static class RankedTable
{
    /// <summary>Writes it.</summary>
    public static void Write(StringBuilder page, RecordedRun run)
    {
        // On paper there is room for no more than the axes.
        var verdictColumn = run.Columns.IndexOf("verdict");
        var lastPrinted = SummaryColumns.BeforeOwn - 1 + run.Spec.Schema.Columns.Length + run.Spec.SearchSpace.Parameters.Length;
        page.Append("<table id=\"ranked\"><thead><tr>");
        for (var column = 0; column < run.Columns.Length; column++)
            page.Append(CultureInfo.InvariantCulture, $"<th{More(column > lastPrinted)} scope=\"col\"><button type=\"button\">{Text(run.Columns[column])}</button></th>");
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

    /// <summary>A text for a page: nothing in it is taken for a tag.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void WriteCell(StringBuilder page, string cell, bool isVerdict, string more)
    {
        if (isVerdict && cell.Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"<td class=\"verdict\"><i class=\"{Text(cell.ToLowerInvariant())}\"></i>{Text(cell)}</td>");
        else if (cell.Any(c => c is '.' or 'E') && double.TryParse(cell, CultureInfo.InvariantCulture, out var number))
            page.Append(CultureInfo.InvariantCulture, $"<td{more} data-value=\"{Text(cell)}\" title=\"{Text(cell)}\">{Text(Shown(number))}</td>");
        else
            page.Append(CultureInfo.InvariantCulture, $"<td{more}>{Text(cell)}</td>");
    }

    private static string More(bool isMore) => isMore ? " class=\"more\"" : "";

    private static string Shown(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
