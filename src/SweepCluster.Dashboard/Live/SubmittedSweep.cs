namespace SweepCluster.Dashboard.Live;

/// <summary>A sweep that the cluster has taken.</summary>
/// <param name="SweepId">The ID that the cluster knows it by.</param>
/// <param name="SameAs">The newest sweep that says the same and has the same data; null where there was none.</param>
public sealed record SubmittedSweep(string SweepId, string? SameAs);
