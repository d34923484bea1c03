using System.Reflection;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;

namespace SweepCluster.Cli.Tests;

/// <summary>An arrow never points up: neither between projects nor between the folders of one.</summary>
public sealed class ArrowTests
{
    // From the lowest to the highest; those on one line do not know each other.
    private static readonly string[][] Floors =
    [
        ["Problems", "Search"],
        ["Hocon", "Training"],
        ["Sweeps"],
        ["Objectives", "Programs", "Cluster"],
        ["Dashboard"],
        ["Cli"],
    ];

    public static TheoryData<string> ProjectsWithFolders =>
    [
        .. Floors.SelectMany(floor => floor)
            .Where(project => Directory.EnumerateDirectories(SourceTree.At("src", $"SweepCluster.{project}")).Any()),
    ];

    [Fact]
    public void An_arrow_never_points_up()
    {
        for (var floor = 0; floor < Floors.Length; floor++)
        {
            var notBelow = Floors.Skip(floor).SelectMany(projects => projects).Select(NameOf).ToList();
            Assert.All(Floors[floor], project => Assert.Empty(References(project).Intersect(notBelow)));
        }
    }

    [Theory]
    [MemberData(nameof(ProjectsWithFolders))]
    public void Folders_do_not_use_each_other_in_a_circle(string project)
    {
        var types = new ArchLoader().LoadAssembly(Load(project)).Build();
        var results = SliceRuleDefinition.Slices()
            .Matching($"SweepCluster.{project}.(**)").Should().BeFreeOfCycles().Evaluate(types).ToList();

        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(result.Passed, result.Description));
    }

    [Fact]
    public void The_pure_projects_know_no_actors() => Assert.All(
        ["Problems", "Search", "Hocon", "Training", "Sweeps", "Objectives"],
        pure => Assert.DoesNotContain(References(pure), name => name!.StartsWith("Akka", StringComparison.Ordinal)));

    [Fact]
    public void Cluster_and_dashboard_know_no_kind_of_objective() => Assert.All(
        ["Cluster", "Dashboard"],
        general => Assert.Empty(References(general).Intersect([NameOf("Objectives"), NameOf("Programs")])));

    [Fact]
    public void The_command_composes_the_cluster_and_the_kinds_of_objective()
    {
        Assert.Contains(NameOf("Cluster"), References("Cli"));
        Assert.Contains(NameOf("Objectives"), References("Cli"));
    }

    private static Assembly Load(string project) => Assembly.Load(NameOf(project));

    private static string NameOf(string project) => project == "Cli" ? "sweep" : $"SweepCluster.{project}";

    private static IEnumerable<string?> References(string project) =>
        Load(project).GetReferencedAssemblies().Select(reference => reference.Name);
}
