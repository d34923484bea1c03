using System.Collections.Immutable;

namespace SweepCluster.Acceptance.Tests;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the built command.</summary>
    public static string Build { get; } = Path.Combine(
        Root, "artifacts", "bin", "SweepCluster.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    /// <summary>The published command, where tests/run.sh has made one; it starts in two thirds of the built one's time.</summary>
    public static string? Published { get; } = Environment.GetEnvironmentVariable("SWEEPCLUSTER_PUBLISHED");

    /// <summary>The folder of the command that tests start.</summary>
    public static string Binaries { get; } = Path.GetDirectoryName(Published) ?? Build;

    private static readonly ImmutableArray<string> Own =
        Published is null ? ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "sweep.dll")] : [Published];

    private static readonly AsyncLocal<ImmutableArray<string>?> Instead = new();

    /// <summary>The command that tests start.</summary>
    public static ImmutableArray<string> Command => Instead.Value ?? Own;

    /// <summary>Has this test start the command as a host with one more kind of objective makes it.</summary>
    public static void UseParaboloid() => Instead.Value =
        ["dotnet", "exec", Path.Combine(Root, "artifacts", "bin", "SweepCluster.Paraboloid", Path.GetFileName(Build), "paraboloid.dll")];

    public static string Example(string name) => Path.Combine(Root, "hocon", "sweeps", $"{name}.hocon");

    public static string ExampleData(string name) => Path.Combine(Root, "hocon", "sweeps", "data", name);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "SweepCluster.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No SweepCluster.sln above the tests."));
}
