using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class CsvSourceTests
{
    [Fact]
    public void Columns_come_in_the_order_asked_for()
    {
        var data = Read("a,b,c\n1,2,3\n4,5,6\n", ["c", "a"], ["b"]);
        Assert.Equal([3, 1, 6, 4], data.Features);
        Assert.Equal([2, 5], data.Targets);
    }

    [Fact]
    public void Several_targets_lie_side_by_side()
    {
        var data = Read("a,b,c\n1,2,3\n4,5,6\n", ["a"], ["c", "b"]);
        Assert.Equal([3, 2, 6, 5], data.Targets);
        Assert.Equal(2, data.Rows);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("\"a\",\"b\"\n\"1\",2\n3,\"4\"\n")]
    [InlineData("a, b\n1, 2\n 3 ,4\n")]
    [InlineData("a,b,note\n1,2,hello\n3,4,\n")]
    [InlineData("a,b,note\n1,2,\"two\nlines, quoted\"\n3,4,\n")]
    [InlineData("a,b\n1e0,+2\n3.0,.4e1\n")]
    public void Every_usual_way_of_writing_a_file_is_read(string content)
    {
        var data = Read(content, ["a"], ["b"]);
        Assert.Equal([1, 3], data.Features);
        Assert.Equal([2, 4], data.Targets);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\n", 3, "b", "is empty; a number is needed")]
    [InlineData("a,b\n1,2\nx,4\n", 3, "a", "'x' is not a number")]
    [InlineData(
        "a,b\n1,2\n\"1,5\",4\n", 3, "a", "'1,5' is not a number; write it with a decimal point and without commas")]
    [InlineData("a,b\n1,2\n1,NaN\n", 3, "b", "'NaN' is not finite; a finite number is needed")]
    [InlineData("a,b\n1,-Infinity\n1,2\n", 2, "b", "'-Infinity' is not finite; a finite number is needed")]
    [InlineData("a,b\n1,1e999\n1,2\n", 2, "b", "'1e999' is not finite; a finite number is needed")]
    [InlineData("a,b\n1,1e101\n1,2\n", 2, "b", "1e101 is too large; at most 1E+100 in size is needed")]
    [InlineData("a,b\n1,2\n3\n4,5\n", 3, "", "has 1 cell, but the header has 2")]
    [InlineData("a,b\n1,2,3\n", 2, "", "has 3 cells, but the header has 2")]
    [InlineData("a,b\n1,2\n\n3,4\n", 3, "", "is an empty row; remove it")]
    [InlineData("a,b\n1,2\n3,4\n\n", 4, "", "is an empty row; remove it")]
    [InlineData("a,b,c\n1,2,\"x\ny\"\n3,?,\n", 4, "b", "'?' is not a number")]
    [InlineData("a,b,a\n1,2,3\n", 1, "a", "2 columns have this name; each needs its own")]
    [InlineData("a,y\n1,2\n", 1, "b", "there is no such column; the file has a, y")]
    [InlineData("a,B \n1,2\n", 1, "b", "there is no such column (did you mean B?); the file has a, B")]
    public void What_is_wrong_is_named_with_its_line(string content, int line, string column, string what) =>
        Files.With(content, path =>
        {
            var problem = Assert.Single(Problems(path, ["a"], ["b"]));
            Assert.Equal(new Problem($"{path}:{line}", column, what), problem);
        });

    [Theory]
    [InlineData("", "is empty; a header and at least one row are needed")]
    [InlineData("a,b\n", "has a header but no rows; at least one is needed")]
    public void A_file_without_rows_is_refused(string content, string what) => Files.With(content, path =>
        Assert.Equal(new Problem(path, "", what), Assert.Single(Problems(path, ["a"], ["b"]))));

    [Fact]
    public void All_problems_are_reported_in_the_order_of_the_file() => Files.With("a,b\n?,!\n1,2\n\n,4\n", path =>
        Assert.Equal(
            [($"{path}:2", "a"), ($"{path}:2", "b"), ($"{path}:4", ""), ($"{path}:5", "a")],
            Problems(path, ["a"], ["b"]).Select(problem => (problem.Where, problem.Subject))));

    [Fact]
    public void A_file_wrong_throughout_is_cut_short() =>
        Files.With("a,b\n" + string.Concat(Enumerable.Repeat("?,?\n", 50)), path =>
        {
            var problems = Problems(path, ["a"], ["b"]);
            Assert.Equal(21, problems.Count);
            Assert.Equal(new Problem(path, "", "and 80 more like these"), problems[^1]);
        });

    [Fact]
    public void A_missing_file_is_named()
    {
        var problem = Assert.Single(Problems("/nowhere/at/all.csv", ["a"], ["b"]));
        Assert.Equal("/nowhere/at/all.csv", problem.Where);
        Assert.StartsWith("there is no such file", problem.What);
    }

    [Fact]
    public void A_directory_is_not_a_file()
    {
        var problem = Assert.Single(Problems(Path.GetTempPath(), ["a"], ["b"]));
        Assert.StartsWith("cannot be read", problem.What);
    }

    [Fact]
    public void A_column_is_taken_once() => Assert.Equal(
        "b", Assert.Single(Problems("any.csv", ["a", "b"], ["b"])).Subject);

    [Theory]
    [InlineData(
        "a,b\n1,2\n3\0,4\n", 3, "a", "'3\\u0000' is not a number; it holds a NUL character (U+0000): leave it out")]
    [InlineData(
        "a,b\n1,2\n1\u00a0234,4\n", 3, "a",
        "'1\\u00a0234' is not a number; it holds a no-break space (U+00A0): leave it out")]
    [InlineData(
        "a,b\n1\u202f234,2\n", 2, "a",
        "'1\\u202f234' is not a number; it holds a narrow no-break space (U+202F): leave it out")]
    [InlineData(
        "a,b\n1\u200b,2\n", 2, "a", "'1\\u200b' is not a number; it holds a zero-width space (U+200B): leave it out")]
    [InlineData(
        "a,b\n1,2\n\ufeff3,4\n", 3, "a",
        "'\\ufeff3' is not a number; it holds a byte-order mark (U+FEFF): leave it out")]
    [InlineData(
        "a,b\n\u22125,2\n", 2, "a", "'−5' is not a number; it holds a dash (U+2212): write a hyphen, -, in its place")]
    [InlineData(
        "a,b\n\u0661,2\n", 2, "a",
        "'\u0661' is not a number; it holds a digit of another script (U+0661): write the digits 0 to 9")]
    [InlineData(
        "a,b\n\u001b]0;t\u0007,2\n", 2, "a",
        "'\\u001b]0;t\\u0007' is not a number; it holds a control character (U+001B): leave it out")]
    [InlineData(
        "a,b\n\"1,234.5\",2\n", 2, "a", "'1,234.5' is not a number; write it with a decimal point and without commas")]
    [InlineData("a,b\nsmall,2\n", 2, "a", "'small' is not a number")]
    public void A_cell_that_only_looks_like_a_number_is_shown_as_what_it_is(
        string content, int line, string column, string what) =>
        Files.With(content, path => Assert.Equal(
            new Problem($"{path}:{line}", column, what), Assert.Single(Problems(path, ["a"], ["b"]))));

    [Theory]
    [InlineData("a,b\n1,2,\n", 2, "has 3 cells, but the header has 2")]
    [InlineData(
        "a,b\n1,5,2,5\n", 2,
        "has 4 cells, but the header has 2; if its numbers have decimal commas, write decimal points")]
    [InlineData("a,b\n1,2\n3,4\n\0\0\0", 4, "has 1 cell, but the header has 2")]
    [InlineData("a,b\r1,2\r3\r", 3, "has 1 cell, but the header has 2")]
    [InlineData("a,b\r\n1,2\r\n\r\n3,4\r\n", 3, "is an empty row; remove it")]
    [InlineData("a,b\n1,2\n   \n3,4\n", 3, "is an empty row; remove it")]
    public void A_row_of_another_shape_is_refused_with_its_line(string content, int line, string what) =>
        Files.With(content, path => Assert.Equal(
            new Problem($"{path}:{line}", "", what), Assert.Single(Problems(path, ["a"], ["b"]))));

    [Fact]
    public void A_very_long_cell_is_cut() => Files.With($"a,b\n{new string('x', 1_000_000)},2\n", path =>
        Assert.Equal($"'{new string('x', 60)}…' is not a number", Assert.Single(Problems(path, ["a"], ["b"])).What));

    private static IReadOnlyList<Problem> Problems(string path, string[] features, string[] targets) =>
        Assert.Throws<InvalidInputException>(
            () => new CsvSource(path, [.. features], [.. targets]).Load(1)).Problems;

    private static DataSet Read(string content, string[] features, string[] targets)
    {
        DataSet? data = null;
        Files.With(
            content, path => data = new CsvSource(path, [.. features], [.. targets]).Load(1));
        return data!;
    }
}
