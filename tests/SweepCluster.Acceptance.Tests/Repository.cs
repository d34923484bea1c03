namespace SweepCluster.Acceptance.Tests;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of the built command.</summary>
    public static string Build { get; } = Path.Combine(
        Root, "artifacts", "bin", "SweepCluster.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    public static string Example(string name) => Path.Combine(Root, "hocon", "sweeps", $"{name}.hocon");

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "SweepCluster.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No SweepCluster.sln above the tests."));
}
