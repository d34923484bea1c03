using System.Text;
using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>Refuses files of other formats by their names, and says how to convert them.</summary>
public sealed class CsvForeignTests
{
    private const string Latin =
        "the file is no UTF-8 text; it seems to be Latin-1 or Windows-1252: convert it, for example "
        + "with iconv -f windows-1252 -t utf-8 < OLD.csv > NEW.csv";

    private const string Again = "save it that way from the program that wrote it, or from a spreadsheet";

    [Theory]
    [InlineData(
        "a;b\n1;2\n", "semicolons; commas are needed: convert it, for example with tr ';' ',' < OLD.csv > NEW.csv")]
    [InlineData(
        "a\tb\n1\t2\n", "tabs; commas are needed: convert it, for example with tr '\\t' ',' < OLD.csv > NEW.csv")]
    [InlineData(
        "a|b\n1|2\n", "vertical bars; commas are needed: convert it, for example with tr '|' ',' < OLD.csv > NEW.csv")]
    [InlineData(
        "a  b\n1  2\n", "spaces; commas are needed: convert it, for example with tr -s ' ' ',' < OLD.csv > NEW.csv")]
    [InlineData(
        "a;b\n1,5;2\n", "semicolons, and its numbers have decimal commas; commas and decimal points are needed: "
        + "convert it, for example with tr ',;' '.,' < OLD.csv > NEW.csv")]
    [InlineData(
        "a;b\r\n1;2\r\n3;4,5\r\n",
        "semicolons, and its numbers have decimal commas; commas and decimal points are needed: "
        + "convert it, for example with tr ',;' '.,' < OLD.csv > NEW.csv")]
    [InlineData("a;b\n", "semicolons; commas are needed: " + Again)]
    [InlineData("a\tb\n-1,5\t2\n", "tabs, and its numbers have decimal commas; commas and decimal points are needed: "
        + "convert it, for example with tr ',\\t' '.,' < OLD.csv > NEW.csv")]
    [InlineData("\"a\";\"b\"\n\"1\";\"2\"\n", "semicolons; commas are needed: " + Again)]
    [InlineData("a;b;note\n1;2;x, y\n", "semicolons; commas are needed: " + Again)]
    [InlineData(
        "c;d\n1;2\n", "semicolons; commas are needed: convert it, for example with tr ';' ',' < OLD.csv > NEW.csv")]
    public void Another_separator_is_named(string content, string what) => Files.With(content, path => Assert.Equal(
        new Problem($"{path}:1", "", $"its columns are separated by {what}"), Assert.Single(Problems(path))));

    [Fact]
    public void A_separator_line_for_Excel_is_named() => Files.With("sep=;\na;b\n1;2\n", path => Assert.Equal(
        new Problem($"{path}:1", "",
            "is no header, but tells Excel the separator: leave this line out, and write commas between columns"),
        Assert.Single(Problems(path))));

    [Fact]
    public void A_missing_column_is_not_taken_for_another_separator() =>
        Files.With("a,c;d e\n1,2\n", path => Assert.Equal(
            new Problem($"{path}:1", "b", "there is no such column; the file has a, c;d e"),
            Assert.Single(Problems(path))));

    [Theory]
    [InlineData("größe,b\n1,2\n", 1, "", Latin)]
    [InlineData("a,b\n1,2\n3\u00a0000,4\n", 3, "a", "'3\ufffd000' is not a number; " + Latin)]
    public void Latin_1_is_named(string content, int line, string subject, string what) =>
        Files.With(Encoding.Latin1.GetBytes(content), path => Assert.Equal(
            new Problem($"{path}:{line}", subject, what), Assert.Single(Problems(path))));

    [Fact]
    public void Latin_1_in_a_column_that_nobody_asked_for_is_no_fault() =>
        Files.With(Encoding.Latin1.GetBytes("a,größe,b\n1,ä,2\n"), path => Assert.Equal([1], Load(path).Features));

    [Theory]
    [InlineData("utf-16", "utf-16le", "UTF-16")]
    [InlineData("utf-16BE", "utf-16be", "UTF-16")]
    [InlineData("utf-32", "utf-32le", "UTF-32")]
    [InlineData("utf-32BE", "utf-32be", "UTF-32")]
    public void Wide_letters_without_a_byte_order_mark_are_named(string encoding, string code, string name) =>
        Files.With(Encoding.GetEncoding(encoding).GetBytes("a,b\n1,2\n3,4\n"), path => Assert.Equal(
            new Problem(path, "",
                $"is {name} text without a byte-order mark: convert it, for example with iconv -f {code} -t utf-8 "
                + "< OLD.csv > NEW.csv"),
            Assert.Single(Problems(path))));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_is_heeded(string encoding)
    {
        var written = Encoding.GetEncoding(encoding);
        Files.With([.. written.Preamble, .. written.GetBytes("a,größe,b\r\n1,\"ä\n\",2\r\n3,ö,4\r\n")], path =>
            Assert.Equal([1, 3], Load(path).Features));
    }

    [Theory]
    [InlineData("504B0304140006000800", "is a ZIP file, such as an Excel workbook: save its sheet as CSV (UTF-8)")]
    [InlineData("1F8B0800000000000003", "is compressed with gzip: unpack it first, for example with gunzip")]
    [InlineData("5041523115041510", "is a Parquet file: write its table as CSV (UTF-8)")]
    public void A_binary_file_is_named(string bytes, string what) => Files.With(Convert.FromHexString(bytes), path =>
        Assert.Equal(new Problem(path, "", what), Assert.Single(Problems(path))));

    private static DataSet Load(string path) => new CsvSource(path, ["a"], ["b"]).Load(1);

    private static IReadOnlyList<Problem> Problems(string path) =>
        Assert.Throws<InvalidInputException>(() => Load(path)).Problems;
}
