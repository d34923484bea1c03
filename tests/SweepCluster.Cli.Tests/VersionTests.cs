
namespace SweepCluster.Cli.Tests;

/// <summary>Directory.Build.props and the changelog agree on the version.</summary>
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
