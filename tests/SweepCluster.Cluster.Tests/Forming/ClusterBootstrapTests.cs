using System.Collections.Immutable;
using SweepCluster.Cluster.Forming;

namespace SweepCluster.Cluster.Tests.Forming;

public sealed class ClusterBootstrapTests
{
    private static readonly ImmutableArray<string> Three = ["a:1", "b:1", "c:1"];

    [Theory]
    [InlineData("b:1", "c:1", true)]
    [InlineData("c:1", "b:1", false)]
    [InlineData("b:1", "a:1 c:1", false)]
    [InlineData("b:1", "", false)]
    [InlineData("a:1", "", false)]
    [InlineData("a:1", "c:1", true)]
    [InlineData("b:1", "stranger:1", false)]
    public void The_first_of_a_majority_forms_the_cluster(string self, string present, bool isForIt) => Assert.Equal(
        isForIt,
        ClusterBootstrap.IsFor(self, Three, present.Split(' ').ToHashSet()));
}
