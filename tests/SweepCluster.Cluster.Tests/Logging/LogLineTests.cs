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

    [Theory]
    [InlineData("worker \u001b]0;t\u0007 is \u009b31mhere\u202e", "worker \\u001b]0;t\\u0007 is \\u009b31mhere\\u202e")]
    [InlineData("a\rb\u2028c\u0085d", "a\\u000db\\u2028c\\u0085d")]
    public void A_name_from_outside_neither_controls_a_terminal_nor_splits_a_line(string said, string line)
    {
        Assert.Equal(line, LogLine.Of(Said(said)));
        Assert.Equal($"gone: {line}", LogLine.Of(Said("gone", new IOException(said))));
    }

    [Fact]
    public void A_long_line_is_cut() => Assert.InRange(LogLine.Of(Said(new string('x', 100_000)))!.Length, 100, 500);

    [Fact]
    public void The_same_line_is_written_once_in_a_row()
    {
        var log = new Security.LineLog();
        var logger = new StandardErrorLogger(log);
        foreach (var text in (string[])["a", "a", "b", "a"])
            logger.Tell(Said(text), Akka.Actor.ActorRefs.NoSender);

        Assert.Equal(
            ["warning a", "warning b", "warning a"],
            log.Lines.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Theory]
    [InlineData(
        "Tried to associate with unreachable remote address [akka.tcp://sweep@10.0.0.1:4053]. "
        + "Address is now gated for 500 ms, all messages to this address will be delivered to dead letters. "
        + "Reason: [Connection refused tcp://sweep@10.0.0.1:4053] Caused by: [System.Aggregate\n   at X]",
        "No connection with 10.0.0.1:4053: Connection refused tcp://sweep@10.0.0.1:4053")]
    [InlineData(
        "Association with remote system akka.ssl.tcp://sweep@[::1]:4053 has failed; "
        + "address is now gated for 500 ms. Reason is: [Disassociated]",
        "No connection with [::1]:4053: Disassociated")]
    [InlineData(
        "Couldn't join seed nodes after [2] attempts, will try again. seed-nodes=[akka.tcp://sweep@127.0.0.1:1]", null)]
    public void Lines_of_Akka_about_an_unreachable_node_appear_without_its_advice(string said, string? line) =>
        Assert.Equal(line, LogLine.Of(Said(said)));

    [Fact]
    public void Each_of_several_unreachable_nodes_is_logged_once()
    {
        var log = new Security.LineLog();
        var logger = new StandardErrorLogger(log);
        for (var round = 0; round < 3; round++)
        {
            foreach (var port in (int[])[1, 2, 3])
            {
                var failed = Said(
                    $"Association with remote system akka.tcp://sweep@h:{port} has failed; "
                    + "address is now gated for 5 ms. Reason is: [gone]");
                logger.Tell(failed, Akka.Actor.ActorRefs.NoSender);
            }
        }

        Assert.Equal(
            ["No connection with h:1: gone", "No connection with h:2: gone", "No connection with h:3: gone"],
            log.Lines.Select(line => line[(line.IndexOf("warning ", StringComparison.Ordinal) + 8)..]));
    }

    [Fact]
    public void A_line_of_JSON_has_the_named_values_of_its_message_as_fields()
    {
        var log = new Security.LineLog();
        var logger = new JsonLinesLogger(log);
        var bus = new LoggingBus();
        bus.Subscribe(logger, typeof(Warning));
        var adapter = new BusLogging(
            bus,
            "akka.tcp://sweep@10.0.0.1:4053/user/coordinator",
            typeof(LogLineTests),
            SemanticLogMessageFormatter.Instance);
        adapter.Warning("{Sweep}: lease {Lease} goes to \"{Worker}\"", "grid", 7L, "10.0.0.7:1/ab\u009b\u202e");

        using var json = System.Text.Json.JsonDocument.Parse(Assert.Single(log.Lines));
        var line = json.RootElement;
        Assert.Equal("warning", line.GetProperty("level").GetString());
        Assert.Equal("10.0.0.1:4053", line.GetProperty("node").GetString());
        Assert.Equal("grid", line.GetProperty("sweep").GetString());
        Assert.Equal(7, line.GetProperty("lease").GetInt64());
        Assert.Equal("10.0.0.7:1/ab\\u009b\\u202e", line.GetProperty("worker").GetString());
        Assert.Equal("grid: lease 7 goes to \"10.0.0.7:1/ab\\u009b\\u202e\"", line.GetProperty("message").GetString());
        Assert.True(DateTimeOffset.TryParse(line.GetProperty("time").GetString(), null, out _));
    }

    private static Warning Said(string text, Exception? cause = null) =>
        new(cause, "akka://node/user/someone", typeof(LogLineTests), text);
}
