namespace SweepCluster.Cli.Clients;

/// <summary>What <c>sweep submit</c> was asked for.</summary>
/// <param name="File">The sweep file.</param>
/// <param name="Folder">Where the results go; null for runs/NAME.</param>
/// <param name="Sets">KEY=VALUE settings that override the file's.</param>
/// <param name="Priority">The sweep's share of the slots.</param>
/// <param name="Detach">Whether not to wait for the results.</param>
/// <param name="Quiet">Whether to say nothing but errors and the sweep's ID.</param>
internal sealed record SubmitOptions(
    string File, string? Folder, IReadOnlyList<string> Sets, int Priority, bool Detach, bool Quiet);
