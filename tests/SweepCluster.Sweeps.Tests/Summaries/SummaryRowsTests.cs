using FsCheck.Fluent;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Sweeps.Tests.Summaries;

public sealed class SummaryRowsTests
{
    private static FsCheck.Gen<string> Cell => Gen.OneOf(
        HostileTexts.Any,
        Gen.Elements("", "a", ",", "\"", "\"\"", "\n", "\r\n", "\r", "a,b", " a ", "\"a\"\n,").ListOf()
            .Select(parts => string.Concat(parts)));

    [Fact]
    public void Rows_are_told_apart_whatever_their_cells_hold() => Properties.Hold(
        Cell.NonEmptyListOf().NonEmptyListOf(),
        rows =>
        {
            var written = rows.Select(row => Written([row])).ToList();

            var read = SummaryRows.All(new StringReader(Written(rows))).ToList();

            Assert.Equal(written.Select(row => AsRead(row[..^1])), read);
            Assert.Equal(rows.Select(row => row.Count), read.Select(SummaryRows.CountCells));
        });

    [Fact]
    public void The_last_row_needs_no_end() =>
        Assert.Equal(["a,b", "\"c\n\",d"], SummaryRows.All(new StringReader("a,b\n\"c\n\",d")));

    [Fact]
    public void A_quote_that_is_never_closed_takes_the_rest() =>
        Assert.Equal(["a", "\"b\nc\nd"], SummaryRows.All(new StringReader("a\n\"b\nc\nd\n")));

    [Fact]
    public void An_empty_text_has_no_rows() => Assert.Null(SummaryRows.Next(new StringReader("")));

    // Any end of a line within a cell is read as one of its kind.
    private static string AsRead(string row) =>
        row.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string Written(IEnumerable<IEnumerable<string>> rows)
    {
        var writer = new StringWriter();
        using (var csv = new CsvRows(writer))
        {
            foreach (var row in rows)
            {
                csv.Texts(row);
                csv.EndRow();
            }
        }

        return writer.ToString();
    }
}
