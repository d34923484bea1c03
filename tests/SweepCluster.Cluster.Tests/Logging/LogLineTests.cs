using Akka.Event;
using SweepCluster.Cluster.Logging;

namespace SweepCluster.Cluster.Tests.Logging;

public sealed class LogLineTests
{
    [Fact]
    public void A_line_has_no_stack_trace_and_no_second_line()
    {
        var cause = new InvalidOperationException("outer", new IOException("the disk is full\nand more"));

        Assert.Equal("cannot write: the disk is full", LogLine.Of(Said("cannot write\nadvice", cause)));
        Assert.Equal("two", LogLine.Of(Said("two\nlines")));
    }

    [Fact]
    public void A_line_has_an_end() => Assert.InRange(LogLine.Of(Said(new string('x', 100_000)))!.Length, 100, 500);

    [Fact]
    public void The_same_line_is_written_once_in_a_row()
    {
        var log = new Security.LineLog();
        var logger = new StandardErrorLogger(log);
        foreach (var text in (string[])["a", "a", "b", "a"])
            logger.Tell(Said(text), Akka.Actor.ActorRefs.NoSender);

        Assert.Equal(["warning a", "warning b", "warning a"], log.Lines.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    private static Warning Said(string text, Exception? cause = null) => new(cause, "akka://node/user/someone", typeof(LogLineTests), text);
}
