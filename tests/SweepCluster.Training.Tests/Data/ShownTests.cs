using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>What is quoted in a message neither controls a terminal, nor splits a line, nor hides.</summary>
public sealed class ShownTests
{
    private static readonly UnicodeCategory[] Hidden =
    [
        UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator,
        UnicodeCategory.ParagraphSeparator,
        UnicodeCategory.Surrogate,
    ];

    // Letters as they come, and those that do harm more often than chance would have it.
    private static FsCheck.Gen<string> Texts => Gen.OneOf(
            Gen.Choose(0, 0xffff).Select(code => ((char)code).ToString()),
            Gen.Choose(0x10000, 0x10ffff).Select(char.ConvertFromUtf32),
            Gen.Elements("a", "1", ",", "\"", "\n", "\r", "\0", "\t", "\u001b]0;t\u0007", "\u009b31m", "\u202e",
                "\u2066", "\u200b",
                "\u2028", "\u0085", "\u00a0", "\ud800", "\udc00", "\U000e0041"))
        .ListOf().Select(parts => string.Concat(parts));

    [Theory]
    [InlineData("größe, 温度 and 🌡", "größe, 温度 and 🌡")]
    [InlineData("\u001b]0;t\u0007", "\\u001b]0;t\\u0007")]
    [InlineData("a\r\nb\tc", "a\\u000d\\u000ab\\u0009c")]
    [InlineData("\u009b31m\u0085", "\\u009b31m\\u0085")]
    [InlineData("a\u202eb\u2066c\u200f", "a\\u202eb\\u2066c\\u200f")]
    [InlineData("a\u2028b\u2029", "a\\u2028b\\u2029")]
    [InlineData("1\u00a0000\u202f\u3000", "1\\u00a0000\\u202f\\u3000")]
    [InlineData("a\U000e0041b", "a\\udb40\\udc41b")]
    [InlineData("\u3164", "\\u3164")]
    public void What_cannot_be_seen_is_escaped_and_all_else_is_kept(string text, string shown) =>
        Assert.Equal(shown, Shown.Line(text));

    // No attribute can carry it.
    [Fact]
    public void Half_a_pair_is_escaped() => Assert.Equal("a\\ud800b\\udc00", Shown.Line("a\ud800b\udc00"));

    [Fact]
    public void A_problem_is_a_line_without_anything_hidden_whatever_it_quotes() => Properties.Hold(
        from place in Texts
        from subject in Texts
        from what in Texts
        select (place, subject, what),
        test =>
        {
            var problem = new Problem("x", "y", "z") with
            {
                Where = test.place,
                Subject = test.subject,
                What = test.what,
            };
            Assert.Equal(new Problem(test.place, test.subject, test.what), problem);
            AssertPlain(problem.ToString());
            Assert.Equal(problem.ToString(), Shown.Line(problem.ToString()));
        });

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused_in_short_plain_lines() => Properties.Hold(
        from header in Texts
        from rows in Texts
        select $"{header}\n{rows}",
        text => Files.With(text, path =>
        {
            try
            {
                DataSetLoader.Load(new DataSource.Csv(path, ["a"], ["1"]), 1);
            }
            catch (InvalidInputException invalid)
            {
                Assert.InRange(invalid.Problems.Count, 1, 21);
                Assert.All(invalid.Problems, problem => AssertPlain(problem.ToString()));
                Assert.All(invalid.Problems, problem => Assert.InRange(problem.ToString().Length, 1, 2000));
            }
        }));

    [Fact]
    public void A_cut_text_is_at_most_sixty_letters_and_splits_no_pair() => Properties.Hold(Texts, text =>
    {
        var padded = new string('x', 59) + text;
        Assert.InRange(Shown.Plain(padded).Length, 59, 61 * 6);
        Assert.DoesNotContain(
            "\ufffd", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Shown.Plain(padded.Replace('\ufffd', '?')))));
    });

    private static void AssertPlain(string line)
    {
        for (var i = 0; i < line.Length; i += char.IsSurrogatePair(line, i) ? 2 : 1)
        {
            Assert.DoesNotContain(CharUnicodeInfo.GetUnicodeCategory(line, i), Hidden);
            Assert.True(line[i] == ' ' || !char.IsWhiteSpace(line, i));
        }
    }
}
