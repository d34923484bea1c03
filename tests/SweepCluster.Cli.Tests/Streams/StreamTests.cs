using System.Text;
using Spectre.Console;
using SweepCluster.Cli.Streams;

namespace SweepCluster.Cli.Tests.Streams;

public sealed class StreamTests
{
    [Fact]
    public void A_stream_that_cannot_be_written_is_noted_once_and_never_throws()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        var full = new StandardStream(
            () => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.Write, 1));
        full.Write("first"u8);
        var failure = full.Failure;
        full.Write("second"u8);

        Assert.Contains("No space left", failure, StringComparison.Ordinal);
        Assert.Equal(failure, full.Failure);
    }

    [Fact]
    public void A_closed_stream_fails_at_the_first_byte_and_not_before()
    {
        var closed = new StandardStream(() => null);
        closed.Write([]);
        Assert.Null(closed.Failure);
        closed.Write("x"u8);
        Assert.Equal("it is closed", closed.Failure);
    }

    [Fact]
    public void A_stream_that_can_be_written_gets_every_byte()
    {
        using var inner = new MemoryStream();
        var stream = new StandardStream(() => inner);
        using (var writer = new StreamWriter(stream, new UTF8Encoding(false)))
            writer.Write("a ≤ b");

        Assert.Equal("a ≤ b", Encoding.UTF8.GetString(inner.ToArray()));
        Assert.Null(stream.Failure);
    }

    [Theory]
    [InlineData("C.UTF-8", null, null, null, true)]
    [InlineData("de_DE.utf8", null, null, "xterm", true)]
    [InlineData(null, null, null, "xterm", true)]
    [InlineData("C", null, null, "xterm", false)]
    [InlineData("POSIX", null, null, null, false)]
    [InlineData("de_DE.ISO-8859-1", null, null, "xterm", false)]
    [InlineData("de_DE.UTF-8", "C", null, "xterm", false)]
    [InlineData("C", null, "en_US.UTF-8", "xterm", true)]
    [InlineData("C.UTF-8", null, null, "dumb", false)]
    public void Lines_are_drawn_unless_the_environment_names_another_charset(
        string? language, string? all, string? type, string? terminal, bool expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such variables.");
        Assert.Equal(expected, Charset.ShowsLines(name => name switch
        {
            "LANG" => language,
            "LC_ALL" => all,
            "LC_CTYPE" => type,
            _ => terminal,
        }));
    }

    [Fact]
    public void A_table_has_plain_lines_of_the_same_widths_if_others_cannot_be_shown()
    {
        var (fine, plain) = (Drawn(writer => writer), Drawn(writer => new PlainWriter(writer)));

        Assert.Contains('│', fine);
        Assert.All(plain, c => Assert.True(char.IsAscii(c), $"U+{(int)c:x4}"));
        Assert.Equal(fine.Split('\n').Select(line => line.Length), plain.Split('\n').Select(line => line.Length));
        Assert.Contains("| x ", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_signs_become_plain_and_letters_of_users_stay() =>
        Assert.Equal("rate <= 0.1, größe 2x3...", PlainWriter.Plain("rate ≤ 0.1, größe 2×3…"));

    private static string Drawn(Func<TextWriter, TextWriter> through)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(through(text)),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = 60;
        console.Write(new Table().Border(TableBorder.Rounded).AddColumns("a", "b").AddRow("x", "y").AddRow("z", "w"));
        return text.ToString();
    }
}
