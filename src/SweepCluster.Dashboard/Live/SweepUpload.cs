namespace SweepCluster.Dashboard.Live;

/// <summary>A sweep that somebody brings.</summary>
/// <param name="Text">The sweep file.</param>
/// <param name="DataFile">Where the data that came with it lie now; null where none came.</param>
/// <param name="Priority">Its share of the slots, against those of other sweeps; at least 1.</param>
public sealed record SweepUpload(string Text, string? DataFile = null, int Priority = 1);
