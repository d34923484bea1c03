using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>No quote swallows a row.</summary>
public sealed class CsvQuoteTests
{
    private const string Twice = "write a quote inside a cell twice, and the cell in quotes";
    private static readonly string[] LineEnds = ["\n", "\r\n"];

    [Theory]
    [InlineData("a,note,b\n1,ok,2\n2,\"unclosed,4\n3,ok,6\n4,5\" disk,8\n5,ok,10\n", 3,
        "the quote that opens a cell here is closed in line 5, and text follows it there: " + Twice)]
    [InlineData("a,b,note\n1,2,ok\n2,4,\"unclosed\n3,6,ok\n4,8,ok\n", 3,
        "the quote that opens a cell here is never closed: close it, or leave it out; " + Twice)]
    [InlineData("a,b,note\r\n1,2,\"two\r\nlines\"\r\n2,4,\"unclosed\r\n", 4,
        "the quote that opens a cell here is never closed: close it, or leave it out; " + Twice)]
    [InlineData("a,b,note\r1,2,ok\r2,4,\"unclosed\r", 3,
        "the quote that opens a cell here is never closed: close it, or leave it out; " + Twice)]
    [InlineData(
        "a,b,note\n1,2,\"\"\"\n", 2,
        "the quote that opens a cell here is never closed: close it, or leave it out; " + Twice)]
    [InlineData("a,b,note\n1,2,\"x\" z\n", 2, "text follows a cell's closing quote: " + Twice)]
    [InlineData("a,b,note\n1,2,\"x\" \"z\"\n", 2, "text follows a cell's closing quote: " + Twice)]
    [InlineData("a,b,note\n1,2,\"x\"z\"\n", 2, "text follows a cell's closing quote: " + Twice)]
    [InlineData(
        "a,b,\"note\n1,2,x\n3,4,y\n", 1,
        "the quote that opens a cell here is never closed: close it, or leave it out; " + Twice)]
    [InlineData("a,b,\"no\"te\n1,2,x\n", 1, "text follows a cell's closing quote: " + Twice)]
    public void A_wrong_quote_is_refused_with_the_line_where_it_opens(string content, int line, string what) =>
        Files.With(content, path => Assert.Equal(
            new Problem($"{path}:{line}", "", what), Assert.Single(Problems(path))));

    [Fact]
    public void Problems_of_the_rows_before_a_wrong_quote_are_reported_too_and_none_of_those_after_it() =>
        Files.With("a,b,note\n?,2,ok\n2,4,\"unclosed\n?,6,ok\n", path => Assert.Equal(
            [$"{path}:2", $"{path}:3"], Problems(path).Select(problem => problem.Where)));

    [Theory]
    [InlineData("5\" disk")]
    [InlineData("say \"\"hello\"\"")]
    [InlineData("\"\"")]
    [InlineData(" \"spaces, around\" ")]
    [InlineData("\"a \"\"quoted\"\" word, and\n\nempty\r\nlines\"")]
    public void Quotes_that_swallow_nothing_are_read(string note) =>
        Files.With($"a,note,b\n1,{note},2\n3,x,4\n", path =>
            Assert.Equal([1, 3], Load(path).Features));

    [Fact]
    public void Every_row_is_read_whatever_its_notes_hold_and_the_next_error_has_its_line() => Properties.Hold(
        from notes in Gen.Elements('"', ',', '\n', '\r', ' ', 'x', '\u00e9').ListOf()
            .Select(list => string.Concat(list)).ListOf()
        from lineEnd in Gen.Elements(LineEnds)
        select (notes: notes.ToList(), lineEnd),
        test =>
        {
            var text = new StringBuilder($"a,note,b{test.lineEnd}");
            for (var i = 0; i < test.notes.Count; i++)
                text.Append(CultureInfo.InvariantCulture, $"{i},{InQuotes(test.notes[i])},{i}{test.lineEnd}");
            text.Append("1,last,2");
            Files.With(text.ToString(), path => Assert.Equal(
                [.. Enumerable.Range(0, test.notes.Count), 1.0], Load(path).Features));

            // A line ends with CR, LF or both.
            var lines = text.Replace("\r\n", "\n").Replace('\r', '\n').ToString().Count(c => c == '\n') + 1;
            Files.With($"{text}{test.lineEnd}1,wrong,?", path => Assert.Equal(
                $"{path}:{lines + 1}", Assert.Single(Problems(path)).Where));
        });

    [Fact]
    public void Lines_are_counted_right_across_the_borders_of_the_readers_buffer()
    {
        var text = new StringBuilder("a,note,b\r\n");
        for (var i = 0; i < 3000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},\"{new string('x', i % 13)}\r\n\"\"\",{i}\r\n");
        Files.With($"{text}1,\"open,2\r\n3,x,4\r\n",
            path => Assert.Equal($"{path}:6002", Assert.Single(Problems(path)).Where));
        Files.With($"{text}1,x,?\r\n", path => Assert.Equal($"{path}:6002", Assert.Single(Problems(path)).Where));
        Files.With(text.ToString(), path => Assert.Equal(3000, Load(path).Rows));
    }

    [Fact]
    public void A_closing_quote_that_is_lost_never_loses_rows_silently() => Properties.Hold(
        from rows in Gen.Choose(1, 8)
        from quoted in Gen.Choose(0, rows - 1)
        from note in Gen.Elements("", "x", "two words", "a,b", "a\nb")
        select (rows, quoted, note),
        test =>
        {
            var text = "a,note,b\n" + string.Concat(Enumerable.Range(0, test.rows).Select(
                i => i == test.quoted ? $"{i},\"{test.note},{i}\n" : $"{i},plain,{i}\n"));
            Files.With(text, path => Assert.Equal($"{path}:{test.quoted + 2}", Assert.Single(Problems(path)).Where));
        });

    private static string InQuotes(string note) => $"\"{note.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static DataSet Load(string path) => new CsvSource(path, ["a"], ["b"]).Load(1);

    private static IReadOnlyList<Problem> Problems(string path) =>
        Assert.Throws<InvalidInputException>(() => Load(path)).Problems;
}
