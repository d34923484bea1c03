namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Tests that measure memory have the process to themselves.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
