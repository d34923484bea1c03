using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Work.Training;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A built node and one of another version, in the test's own process, report the mismatch.</summary>
public sealed class VersionTests : TemporaryFolder
{
    private static readonly ProtocolRange Later = new(ProtocolRange.Ours.Newest + 1, ProtocolRange.Ours.Newest + 2);

    [Fact]
    public async Task A_coordinator_names_a_worker_that_is_too_new_and_gives_it_nothing()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        var servers = new DataServers();
        using var cache = DataCache.OpenFree(In("cache"), 1 << 20, servers.Known, TimeProvider.System);
        using var programs = new ProgramPlace(cache, isAllowed: false, slots: 1);
        var settings = Settings(NodeKind.Worker, "join", cluster.Address) with { Speaks = Later };
        await using var worker = await ClusterNode.StartWorkerAsync(
            settings, new ClusterTraining(cache, programs), servers, TestContext.Current.CancellationToken);

        Assert.EndsWith(
            $" speaks protocol {Later}, its coordinator {ProtocolRange.Ours}: update the coordinators",
            await cluster.Coordinator.Says($"worker {worker.Address}/"),
            StringComparison.Ordinal);
        await using var client = Connections.To(cluster.Address);
        await client.UntilNodes(nodes => nodes.Single(node => node.Address == worker.Address).State == "unfit");
        await Trains(cluster.Address);
        Assert.DoesNotContain(
            worker.Address, File.ReadAllText(In("submitted", "attempts.csv")), StringComparison.Ordinal);
        Assert.Single(cluster.Coordinator.Lines, line => line.Contains(" speaks protocol ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_is_too_old_says_so_and_works_once_a_coordinator_of_its_version_starts()
    {
        Directory.CreateDirectory(In("data"));
        var settings = Settings(NodeKind.Coordinator, "data", In("data"), "port", "0");
        var newer = await ClusterNode.StartCoordinatorAsync(
            settings with { Speaks = Later },
            new FolderDataStore(In("data", "data")),
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        await using (newer)
        {
            using var worker = NodeProcess.Start("worker", "--join", newer.Address, "--slots", "1");
            await worker.Says($" speaks protocol {ProtocolRange.Ours}, its coordinator {Later}: update the worker");
            await newer.LeaveAsync();
            using var coordinator = NodeProcess.Start(
                "coordinator", "--port", newer.Address.Split(':')[1], "--data", In("data"));
            await coordinator.Up();
            await Trains(newer.Address);
            Assert.Single(worker.Lines, line => line.Contains(" speaks protocol ", StringComparison.Ordinal));
        }
    }

    private static NodeSettings Settings(NodeKind kind, params string[] keysAndValues) => NodeSettingsReader.Read(
        kind,
        new SettingsSources(null, new Dictionary<string, string>(), [],
            [.. keysAndValues.Chunk(2).Select(pair => new SettingsSources.Given("", pair[0], [pair[1]]))]));

    private async Task Trains(string address)
    {
        var submit = await SweepProcess.Run(
            ["submit", Repository.Example("keras-decay"), "--cluster", address, "--out", In("submitted"), "--quiet"]);
        Assert.Equal(0, submit.ExitCode);
    }
}
