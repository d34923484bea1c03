using System.Reflection;
using SweepCluster.Cluster.Node;
using SweepCluster.Dashboard.Report;
using SweepCluster.Objectives;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Cli.Tests;

/// <summary>The floors of the house: an arrow never points up.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly[] Floors =
    [
        typeof(DataSet).Assembly, typeof(SweepSpec).Assembly, typeof(ShippedKinds).Assembly,
        typeof(EmbeddedNode).Assembly, typeof(ReportFile).Assembly, Assembly.Load("sweep"),
    ];

    [Fact]
    public void An_arrow_never_points_up()
    {
        for (var floor = 0; floor < Floors.Length; floor++)
        {
            var above = Floors.Skip(floor + 1).Select(assembly => assembly.GetName().Name);
            Assert.Empty(References(Floors[floor]).Intersect(above));
        }
    }

    [Fact]
    public void The_pure_projects_know_no_actors() => Assert.All(
        Floors.Take(3), pure => Assert.DoesNotContain(References(pure), name => name!.StartsWith("Akka", StringComparison.Ordinal)));

    [Fact]
    public void Cluster_and_dashboard_know_no_kind_of_objective() => Assert.All(
        [typeof(EmbeddedNode).Assembly, typeof(ReportFile).Assembly],
        general => Assert.DoesNotContain("SweepCluster.Objectives", References(general)));

    [Fact]
    public void The_command_composes_the_cluster_and_the_kinds_of_objective()
    {
        Assert.Contains("SweepCluster.Cluster", References(Floors[^1]));
        Assert.Contains("SweepCluster.Objectives", References(Floors[^1]));
    }

    private static IEnumerable<string?> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name);
}
