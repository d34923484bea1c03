using SweepCluster.Cli.Verbs;

namespace SweepCluster.Cli.Tests;

/// <summary>The version is one line of Directory.Build.props; the changelog tells what is in it.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_changelog_begins_with_the_version_that_is_built()
    {
        var built = typeof(SweepCommand).Assembly.GetName().Version!.ToString(3);
        var newest = File.ReadLines(SourceTree.At("CHANGELOG.md"))
            .First(line => line.StartsWith("## ", StringComparison.Ordinal));

        Assert.Equal($"## {built}", newest);
    }
}
