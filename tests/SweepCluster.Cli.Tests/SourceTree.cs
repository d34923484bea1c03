namespace SweepCluster.Cli.Tests;

/// <summary>The sources that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A file or folder of the solution.</summary>
    public static string At(params ReadOnlySpan<string> path) => Path.Combine([Root, .. path]);

    /// <summary>The C# files and components of the solution.</summary>
    public static IEnumerable<string> Files() => new[] { "src", "tests" }
        .SelectMany(root => Directory.EnumerateFiles(At(root), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "SweepCluster.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No SweepCluster.sln here."));
}
