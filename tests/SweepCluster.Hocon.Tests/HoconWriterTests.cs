using System.Globalization;
using FsCheck.Fluent;

namespace SweepCluster.Hocon.Tests;

public sealed class HoconWriterTests
{
    private static readonly string[] Words =
    [
        "", "a", "on", "true", "null", "include", "none", "NaN", "Infinity", "5", "-1", "1e3", "a b", "a.b",
        "a-1", "_a", "-", "#", "//", "a//b", "a#b", "$a", "${a}", "\"", "\\", "\\u0041",
        "{", "]", "=", "+=", ":", ",", "größe", "*", "file(x)",
    ];

    private static FsCheck.Gen<string> Word => Gen.OneOf(
        HostileTexts.Any,
        Gen.Elements(Words),
        Gen.Elements(Words).ListOf().Select(parts => string.Concat(parts)));

    [Fact]
    public void A_word_that_is_written_as_a_value_is_read_as_the_same_word_and_as_no_number() => Properties.Hold(
        Word.NonEmptyListOf(),
        words =>
        {
            var writer = new HoconWriter();
            writer.Set("a", HoconWriter.List(words.Select(HoconWriter.Word)));

            var list = Assert.IsType<HoconArray>(Assert.Single(Read(writer).Fields).Value);

            var scalars = list.Items.Select(item => Assert.IsType<HoconScalar>(item)).ToList();
            Assert.Equal(words, scalars.Select(scalar => scalar.Text));
            Assert.All(scalars, scalar => Assert.True(
                scalar.IsQuoted || !double.TryParse(scalar.Text, CultureInfo.InvariantCulture, out _)));
        });

    [Fact]
    public void A_word_that_is_written_as_a_key_is_read_as_the_same_key() => Properties.Hold(Word, word =>
    {
        var writer = new HoconWriter();
        writer.Open(HoconWriter.Word($"block{word}"));
        writer.Set(HoconWriter.Word(word), 1);
        writer.Close();

        var block = Assert.Single(Read(writer).Fields);
        Assert.Equal($"block{word}", block.Key);
        Assert.Equal(word, Assert.Single(Assert.IsType<HoconObject>(block.Value).Fields).Key);
    });

    [Theory]
    [InlineData("adam", "adam")]
    [InlineData("glorot-uniform", "glorot-uniform")]
    [InlineData("val_error", "val_error")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData("5", "\"5\"")]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("größe", "\"größe\"")]
    [InlineData("", "\"\"")]
    public void Only_what_needs_them_is_in_quotes(string word, string written) =>
        Assert.Equal(written, HoconWriter.Word(word));

    private static HoconObject Read(HoconWriter writer)
    {
        var log = new ProblemLog();
        var tree = HoconParser.ParseFile(writer.ToString(), "f", log);
        log.ThrowIfAny();
        return tree;
    }
}
