using System.Collections.Immutable;
using Spectre.Console;
using SweepCluster.Cli.Display;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Tests.Display;

public sealed class LiveViewTests
{
    private static readonly SweepSpec Spec = SweepFileReader.Parse(
        """
        sweep {
          name = example
          dataset { synthetic { target = difference, rows = 100, features = 4 } }
          search-space { learning-rate = [0.1, 0.01, 0.001] }
        }
        """,
        "example.hocon",
        []);

    [Fact]
    public void Workers_are_shown_with_their_slots_and_their_pace()
    {
        var text = Drawn(
            new NodeStatus("host:1", "coordinator", "active", 0, 0, 0),
            new NodeStatus("host:2", "worker", "up", 4, 3, 310e6),
            new NodeStatus("host:3", "worker", "unreachable", 2, 0, 0));

        Assert.Contains("host:2: 3 of 4 slots busy, 310 M updates/s\n", text, StringComparison.Ordinal);
        Assert.Contains("host:3: 0 of 2 slots busy, 0 updates/s, unreachable\n", text, StringComparison.Ordinal);
        Assert.Contains("trials/s, 310 M updates/s", text, StringComparison.Ordinal);
        Assert.DoesNotContain("host:1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_workers_the_first_few_are_shown()
    {
        var workers = Enumerable.Range(1, 9).Select(i => new NodeStatus($"host:{i}", "worker", "up", 1, 1, 1e6));
        var text = Drawn([.. workers]);

        Assert.Contains("host:6", text, StringComparison.Ordinal);
        Assert.DoesNotContain("host:7", text, StringComparison.Ordinal);
        Assert.Contains("and 3 more nodes", text, StringComparison.Ordinal);
        Assert.Contains("9 M updates/s", text, StringComparison.Ordinal);
    }

    private static string Drawn(params ImmutableArray<NodeStatus> nodes)
    {
        var account = new Account(3, 1, 0, 0, 0, 0);
        var view = new SweepView(account, 2, SweepPhase.Running, Highlights.None, nodes);
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = 100;
        console.Write(new LiveView("example", Spec).Of(view, new Throughput(1, null), 100));
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
