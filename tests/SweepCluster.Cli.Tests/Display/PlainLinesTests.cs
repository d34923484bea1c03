using SweepCluster.Cli.Display;

namespace SweepCluster.Cli.Tests.Display;

public sealed class PlainLinesTests
{
    [Fact]
    public async Task A_line_is_one_line_whatever_it_quotes_and_however_it_is_written()
    {
        const string Hostile = "a\u001b]0;t\u0007\nFORGED\u202e";
        using var console = new StringWriter { NewLine = "\n" };
        await using var lines = TextWriter.Synchronized(new PlainLines(console));
        lines.WriteLine(Hostile);
        lines.WriteLine((object)Hostile);
        lines.WriteLine("{0}", Hostile);
        await lines.WriteLineAsync(Hostile);
        await lines.WriteLineAsync();

        var line = "a\\u001b]0;t\\u0007\\u000aFORGED\\u202e\n";
        Assert.Equal($"{line}{line}{line}{line}\n", console.ToString());
    }

    [Fact]
    public void Text_written_without_a_line_end_is_not_changed()
    {
        using var console = new StringWriter();
        using var lines = new PlainLines(console);
        lines.Write("\u001b[31m│ größe │\n");
        lines.Write('\u001b');
        lines.Write(['a', '\n', 'b'], 0, 2);

        Assert.Equal("\u001b[31m│ größe │\n\u001ba\n", console.ToString());
    }
}
