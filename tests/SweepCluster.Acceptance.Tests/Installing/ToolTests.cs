using System.Reflection;

namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>The package is a .NET tool that installs from a folder, with no other source of packages.</summary>
[Collection(BuildsOfTheCommand.Name)]
public sealed class ToolTests : TemporaryFolder
{
    private static string Configuration =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static string Version =>
        AssemblyName.GetAssemblyName(Path.Combine(AppContext.BaseDirectory, "sweep.dll")).Version!.ToString(3);

    [Fact]
    public async Task The_installed_tool_trains_a_sweep()
    {
        var project = Path.Combine("src", "SweepCluster.Cli");
        await Outside.Succeed("dotnet", "pack", project, "-c", Configuration, "--no-build", "-o", In("packages"));
        var onlySource = Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="folder" value="{In("packages")}" /></packageSources>
            </configuration>
            """);
        await Outside.Succeed(
            "dotnet", "tool", "install", "--tool-path", In("tools"),
            "--configfile", onlySource, "--add-source", In("packages"), "sweepcluster");

        Assert.Equal(Version, (await Outside.Succeed(In("tools", "sweep"), "--version")).Trim());
        var sweep = Write(
            "tiny.hocon",
            "sweep { name = tiny, dataset { synthetic { rows = 100 } }, search-space { decay = [0, 0.1] } }");
        await Outside.Succeed(In("tools", "sweep"), "run", sweep, "--out", In("out"));
        Assert.Equal(2, Summary.Read(In("out")).Count);
    }
}
