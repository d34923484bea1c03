using System.Text;
using FsCheck.Fluent;

namespace SweepCluster.Problems.Tests;

/// <summary>What is quoted in a message neither controls a terminal, nor splits a line, nor hides.</summary>
public sealed class ShownTests
{
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
        from place in HostileTexts.Any
        from subject in HostileTexts.Any
        from what in HostileTexts.Any
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
            HostileTexts.AssertPlain(problem.ToString());
            Assert.Equal(problem.ToString(), Shown.Line(problem.ToString()));
        });

    [Fact]
    public void A_cut_text_is_at_most_sixty_letters_and_splits_no_pair() => Properties.Hold(HostileTexts.Any, text =>
    {
        var padded = new string('x', 59) + text;
        Assert.InRange(Shown.Plain(padded).Length, 59, 61 * 6);
        Assert.DoesNotContain(
            "\ufffd", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Shown.Plain(padded.Replace('\ufffd', '?')))));
    });
}
