using System.Globalization;

namespace SweepCluster.Dashboard.Wording;

/// <summary>Addresses of pages and downloads, relative to the address that the dashboard is reached at.</summary>
internal static class Addresses
{
    /// <summary>The files of a sweep that can be fetched.</summary>
    public static readonly string[] Files =
    [
        "summary.csv", "configurations.csv", "curves.csv", "attempts.csv",
        "summary.json", "summary.parquet", "sweep.hocon",
    ];

    /// <summary>A sweep's page.</summary>
    public static string Of(string sweepId) => $"sweeps/{Uri.EscapeDataString(sweepId)}";

    /// <summary>A trial's page.</summary>
    public static string Of(string sweepId, long trialId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(sweepId)}/trials/{trialId}");

    /// <summary>A file of a sweep.</summary>
    public static string Download(string sweepId, string file) =>
        $"api/v1/sweeps/{Uri.EscapeDataString(sweepId)}/{file}";
}
