namespace SweepCluster.Dashboard.Live;

/// <summary>A sweep that the cluster has accepted.</summary>
/// <param name="SweepId">The ID that the cluster knows it by.</param>
/// <param name="SameAs">The newest sweep with the same content and the same data; null if there was none.</param>
public sealed record SubmittedSweep(string SweepId, string? SameAs);
