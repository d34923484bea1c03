namespace SweepCluster.Acceptance.Tests;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Example(string name) => Path.Combine(Root, "hocon", "sweeps", $"{name}.hocon");

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "SweepCluster.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No SweepCluster.sln above the tests."));
}
