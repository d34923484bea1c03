using System.Globalization;

namespace SweepCluster.Acceptance.Tests.Inputs;

/// <summary>
/// Whatever names, paths, keys and cells contain, no verb lets it control a terminal or forge a line of output.
/// </summary>
public sealed class HostileNamesTests : TemporaryFolder
{
    // Sets a terminal's title, clears its screen, reverses the text, and begins a new line.
    private const string Hostile = "x\u001b]0;t\u0007\u009b2J\u202e\nFORGED: all is well";

    [Theory]
    [InlineData("run", "{file}")]
    [InlineData("run", "{sweep}", "--set", "training.{name}=1", "--set", "{name}", "--set", "training.epochs={name}")]
    [InlineData("run", "{sweep}", "--workers", "{name}")]
    [InlineData("run", "{sweep}", "--{name}")]
    [InlineData("run", "{quoting}")]
    [InlineData("run", "{sweep}", "--out", "{file}/a", "--quiet")]
    [InlineData("plan", "{file}")]
    [InlineData("explain", "{file}", "0")]
    [InlineData("explain", "{name}", "{name}")]
    [InlineData("verify", "{file}")]
    [InlineData("report", "{file}")]
    [InlineData("coordinator", "--data", "{file}/a")]
    [InlineData("coordinator", "--config", "{file}")]
    [InlineData("worker", "--join", "{name}")]
    [InlineData("worker", "--join", "127.0.0.1:1", "--set", "{name}=1")]
    [InlineData("submit", "{file}", "--cluster", "127.0.0.1:1")]
    [InlineData("list", "--cluster", "{name}")]
    [InlineData("status", "{name}", "--cluster", "{name}:1")]
    [InlineData("watch", "{name}", "--config", "{file}")]
    [InlineData("results", "{name}", "--format", "{name}")]
    [InlineData("nodes", "{name}")]
    [InlineData("pause", "{name}", "{name}")]
    [InlineData("dashboard", "--cluster", "127.0.0.1:1", "--listen", "{name}")]
    [InlineData("{name}")]
    public async Task A_hostile_name_is_shown_escaped(params string[] arguments)
    {
        // A file of that name, not a folder: whoever writes below it fails.
        var key = Hostile.Replace("\n", "", StringComparison.Ordinal);
        File.WriteAllText(In(Hostile), $"sweep {{ \"{key}\" = 1, {Hostile} = 2 }}");
        var sweep = Write("sweep.hocon", "sweep { dataset { synthetic { rows = 10 } }, training.epochs = 1 }");
        var quoting = Write(
            "quoting.hocon", "sweep { dataset { csv { path = \"table.csv\", features = [a, b], target = y } } }");
        File.WriteAllText(In("table.csv"), $"\"{Hostile}\",b,y\n1,2,3\n");

        var ended = await SweepProcess.Run(arguments.Select(argument => argument
            .Replace("{name}", Hostile, StringComparison.Ordinal)
            .Replace("{file}", In(Hostile), StringComparison.Ordinal)
            .Replace("{sweep}", sweep, StringComparison.Ordinal)
            .Replace("{quoting}", quoting, StringComparison.Ordinal)));

        Assert.NotEqual(0, ended.ExitCode);
        var lines = $"{ended.Output}{ended.Error}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.DoesNotContain(line, c =>
            char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format));
        Assert.DoesNotContain(lines, line => line.StartsWith("FORGED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_with_a_hostile_name_is_trained_on_and_shown_escaped()
    {
        Write("table.csv", "a\u202e[/]\u00a0b,y\n1,2\n2,4\n3,6\n");
        var sweep = Write(
            "sweep.hocon",
            """
            sweep {
              dataset { csv { path = "table.csv", features = ["a\u202e[/]\u00a0b"], target = y } }
              training { epochs = 1 }
            }
            """);

        var ended = await SweepProcess.Run(["run", sweep, "--out", In("out")]);

        Assert.Equal(0, ended.ExitCode);
        Assert.StartsWith(
            "3 rows of feature a\\u202e[/]\\u00a0b and target y from table.csv\n",
            ended.Error,
            StringComparison.Ordinal);
        Assert.Contains("w_a\\u202e[/]\\u00a0b", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', ended.Output + ended.Error);
        // Results are data: they keep the column's own name.
        var header = File.ReadLines(In("out", "summary.csv")).First();
        Assert.Contains("w_a\u202e[/]\u00a0b", header, StringComparison.Ordinal);
    }
}
