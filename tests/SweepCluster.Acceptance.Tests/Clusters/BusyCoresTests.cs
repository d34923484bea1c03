using SweepCluster.Acceptance.Tests.Clusters.Machines;
namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>Training must not keep a node from saying that it is alive.</summary>
public sealed class BusyCoresTests : TemporaryFolder
{
    // About a minute on two cores.
    private const int Epochs = 2400;

    [Fact]
    [Trait("Length", "long")]
    public async Task No_node_is_taken_for_dead_while_all_cores_are_busy()
    {
        var expected = await Sweeps.Expected(this, "busy", Epochs);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        for (var i = 0; i < 2; i++)
            await cluster.AddWorker(slots: Environment.ProcessorCount).Up();
        var ended = await cluster.Ask("submit", In("busy.hocon"), "--out", In("out"), "--quiet");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(expected, File.ReadAllBytes(In("out", "summary.csv")));
        Assert.All([cluster.Coordinator, .. cluster.Workers], node => Assert.DoesNotContain(
            node.Lines, line => line.Contains("as UNREACHABLE", StringComparison.Ordinal)));
    }
}
