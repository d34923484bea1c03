using System.Globalization;
using System.Security.Cryptography;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>What the files of some sweeps have held since they were first released: a change of it is a decision, never an accident.</summary>
internal static class Pins
{
    private static readonly string[] Files = ["summary.csv", "configurations.csv", "curves.csv", "sweep.hocon"];

    /// <summary>The sweep files that are pinned besides the examples.</summary>
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "tests", "SweepCluster.Acceptance.Tests", "Runs", "pinned");

    /// <summary>Compares a finished sweep's files with their SHA-256 in pins.txt.</summary>
    public static void AssertHold(string sweep, string folder) => Assert.Equal(
        File.ReadLines(Path.Combine(Folder, "pins.txt")).Where(line => line.StartsWith(sweep + "/", StringComparison.Ordinal)),
        Files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{sweep}/{file} {Sum(Path.Combine(folder, file))}")));

    private static string Sum(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
