using System.Text.RegularExpressions;
using SweepCluster.Acceptance.Tests.Installing;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>Follows hocon/sweeps/README.md: its files and commands work, and print what it shows.</summary>
public sealed partial class GuideTests : TemporaryFolder
{
    private static readonly string Examples = Path.Combine(Repository.Root, "hocon", "sweeps");

    [Fact]
    public Task Every_file_and_command_works_as_shown() => Follow(kind => kind != "python");

    [Fact]
    [Trait("Length", "long")]
    public Task Pandas_reads_what_the_guide_says() => Follow(_ => true);

    private async Task Follow(Func<string, bool> isTaken)
    {
        Directory.CreateSymbolicLink(In("data"), Path.Combine(Examples, "data"));
        var guide = File.ReadAllText(Path.Combine(Examples, "README.md"));
        var (printed, compared) = ("", 0);
        foreach (Match step in Step().Matches(guide))
        {
            var (file, kind, text) = (step.Groups["file"].Value, step.Groups["kind"].Value, step.Groups["text"].Value);
            if (file.Length > 0)
                Write(file, text);
            else if (kind.Length > 0)
                printed = isTaken(kind) ? await Run(kind, text) : "";
            else if (printed.Length > 0)
                compared += Compare(text, printed);
        }

        Assert.True(compared >= 3);
    }

    private async Task<string> Run(string kind, string text)
    {
        var script = Write($"step.{kind}", text);
        // Debian's pandas is for Debian's own Python, whatever else comes first on the PATH.
        var interpreter = kind == "sh" ? "bash -e" : "/usr/bin/python3";
        var command = $"cd '{Folder}' && PATH='{Repository.Build}':$PATH {interpreter} '{script}'";
        var ended = await Outside.Run("bash", "-c", command);
        Assert.True(ended.ExitCode == 0, $"{text}\n{ended.Output}\n{ended.Error}");
        return ended.Output;
    }

    private static int Compare(string shown, string printed)
    {
        var lines = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Contains(line, printed, StringComparison.Ordinal));
        return lines.Length;
    }

    [GeneratedRegex(
        @"(?:^`(?<file>[\w.-]+)`:\n\n)?^```(?<kind>\w*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Step();
}
