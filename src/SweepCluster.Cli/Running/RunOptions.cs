using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Cli.Running;

/// <summary>What <c>sweep run</c> was asked for.</summary>
/// <param name="File">The sweep file.</param>
/// <param name="Folder">Where the results go; null for runs/NAME.</param>
/// <param name="Workers">Packs trained at the same time.</param>
/// <param name="Sets">KEY=VALUE settings that override the file's.</param>
/// <param name="Fresh">Whether to start over.</param>
/// <param name="Quiet">Whether to say nothing but errors.</param>
/// <param name="Dashboard">Where the sweep is shown in the browser; null for nowhere.</param>
internal sealed record RunOptions(
    string File, string? Folder, int Workers, IReadOnlyList<string> Sets, bool Fresh, bool Quiet,
    DashboardOptions? Dashboard = null)
{
    /// <summary>GPUs that programs may use; null for as many as there are.</summary>
    public int? Gpus { get; init; }
}
