using System.Collections.Immutable;

namespace SweepCluster.Acceptance.Tests;

/// <summary>Finds the sources, and the command that tests start.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the built command.</summary>
    public static string Build { get; } = OutputOf("SweepCluster.Cli");

    /// <summary>The published command, if tests/run.sh has made one; it starts in two thirds of the time.</summary>
    public static string? Published { get; } = Environment.GetEnvironmentVariable("SWEEPCLUSTER_PUBLISHED");

    /// <summary>The folder of the command that tests start.</summary>
    public static string Binaries { get; } = Path.GetDirectoryName(Published) ?? Build;

    private static readonly ImmutableArray<string> Own =
        Published is null ? ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "sweep.dll")] : [Published];

    private static readonly AsyncLocal<ImmutableArray<string>?> Replacement = new();

    /// <summary>The command that tests start.</summary>
    public static ImmutableArray<string> Command => Replacement.Value ?? Own;

    /// <summary>Makes this test start the command of a host that adds a kind of objective.</summary>
    public static void UseParaboloid() => Replacement.Value =
        ["dotnet", "exec", Path.Combine(OutputOf("SweepCluster.Paraboloid"), "paraboloid.dll")];

    public static string Example(string name) => Path.Combine(Root, "hocon", "sweeps", $"{name}.hocon");

    public static string ExampleData(string name) => Path.Combine(Root, "hocon", "sweeps", "data", name);

    private static string OutputOf(string project)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root, "artifacts", "bin", project, configuration);
    }

    private static string Find(string folder)
    {
        if (File.Exists(Path.Combine(folder, "SweepCluster.sln")))
            return folder;
        var parent = Path.GetDirectoryName(folder);
        return Find(parent ?? throw new InvalidOperationException("No SweepCluster.sln above the tests."));
    }
}
