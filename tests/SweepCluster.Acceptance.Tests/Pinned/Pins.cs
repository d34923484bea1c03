using System.Globalization;
using System.Security.Cryptography;

namespace SweepCluster.Acceptance.Tests.Pinned;

/// <summary>The contents of some sweeps' files since their first release, which may change only by decision.</summary>
internal static class Pins
{
    private static readonly string[] Files = ["summary.csv", "configurations.csv", "curves.csv", "sweep.hocon"];

    /// <summary>The sweep files that are pinned besides the examples.</summary>
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "tests", "SweepCluster.Acceptance.Tests", "Pinned", "sweeps");

    /// <summary>Compares a finished sweep's files with their SHA-256 in pins.txt.</summary>
    public static void AssertHold(string sweep, string folder)
    {
        var pinned = File.ReadLines(Path.Combine(Folder, "pins.txt"))
            .Where(line => line.StartsWith($"{sweep}/", StringComparison.Ordinal));
        var actual = Files.Select(file =>
            string.Create(CultureInfo.InvariantCulture, $"{sweep}/{file} {Sum(Path.Combine(folder, file))}"));
        Assert.Equal(pinned, actual);
    }

    private static string Sum(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
