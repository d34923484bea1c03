namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Tests that measure memory and so need the process to themselves.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
