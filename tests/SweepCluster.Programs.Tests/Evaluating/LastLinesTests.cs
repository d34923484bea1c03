using System.Text;
using FsCheck.Fluent;
using SweepCluster.Programs.Evaluating;

namespace SweepCluster.Programs.Tests.Evaluating;

public sealed class LastLinesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n \r\n\t\n", new string[0])]
    [InlineData("one\ntwo", new[] { "one", "two" })]
    [InlineData("one\r\n\n  two  \n\n", new[] { "one", "  two" })]
    [InlineData("größe \u001b[31mred\n", new[] { "größe \\u001b[31mred" })]
    public void The_lines_that_are_not_blank_are_told(string text, string[] lines) =>
        Assert.Equal(lines, Of(text.Bytes()));

    [Fact]
    public void A_file_that_is_not_there_has_none() => Assert.Empty(LastLines.Of(_folder.In("gone")));

    [Fact]
    public void Of_many_lines_the_last_twenty_are_told() => Assert.Equal(
        Enumerable.Range(981, 20).Select(i => $"line {i}"),
        Of(string.Concat(Enumerable.Range(1, 1000).Select(i => $"line {i}\n")).Bytes()));

    [Fact]
    public void A_long_line_is_cut() =>
        Assert.Equal([$"{new string('x', 400)}…", "end"], Of($"{new string('x', 10_000)}\nend".Bytes()));

    [Fact]
    public void Of_a_huge_file_only_the_end_is_read()
    {
        var lines = Of($"{new string('x', 5_000_000)}\nend".Bytes());
        Assert.Equal((2, "end"), (lines.Count, lines[1]));
    }

    [Fact]
    public void Whatever_a_program_printed_the_lines_are_few_short_and_plain() => Properties.Hold(
        Gen.OneOf(
                HostileTexts.Any.Select(Encoding.UTF8.GetBytes),
                Gen.Choose(0, 255).ListOf().Select(bytes => bytes.Select(b => (byte)b).ToArray()),
                Gen.Choose(390, 410).Select(count => Encoding.UTF8.GetBytes(
                    new string('x', count % 10) + string.Concat(Enumerable.Repeat("🌡", count)))))
            .ListOf().Select(parts => parts.SelectMany(part => part).ToArray()),
        bytes =>
        {
            var lines = Of(bytes);
            Assert.InRange(lines.Count, 0, 20);
            Assert.All(lines, HostileTexts.AssertPlain);
            Assert.All(lines, line => Assert.InRange(line.Length, 1, 401));
        });

    private IReadOnlyList<string> Of(byte[] bytes) => LastLines.Of(_folder.Write("log", bytes));
}
