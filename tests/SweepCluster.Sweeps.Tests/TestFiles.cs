using System.Runtime.CompilerServices;

namespace SweepCluster.Sweeps.Tests;

/// <summary>The files that tests read, where they stand in the sources.</summary>
internal static class TestFiles
{
    public static string ExampleFolder { get; } = Path.GetFullPath(Path.Combine(Here(), "../../hocon/sweeps"));

    public static string[] Examples { get; } =
    [
        .. Directory.GetFiles(ExampleFolder, "*.hocon")
            .Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string file) => Path.Combine(Here(), "SweepFile", file);

    private static string Here([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sweeps-").FullName;

    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
