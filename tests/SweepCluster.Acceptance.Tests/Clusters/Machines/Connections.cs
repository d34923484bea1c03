using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>Clients in the test's own process: they can ask a cluster often.</summary>
internal static class Connections
{
    /// <summary>A client of the coordinators at the addresses.</summary>
    public static ClusterConnection To(string addresses, params string[] sets)
    {
        var cluster = new SettingsSources.Given("--cluster", "cluster", [addresses]);
        return To(new SettingsSources(null, new Dictionary<string, string>(), sets, [cluster]));
    }

    /// <summary>A client with a configuration file.</summary>
    public static ClusterConnection With(string file) =>
        To(new SettingsSources(file, new Dictionary<string, string>(), [], []));

    /// <summary>The nodes as the coordinator at work sees them.</summary>
    public static async Task<IReadOnlyList<NodeStatus>> Nodes(this ClusterConnection client)
    {
        var nodes = await client.AskAsync<SweepProtocol.NodeList>(
            new SweepProtocol.ListNodes(), TestContext.Current.CancellationToken);
        return nodes.Nodes;
    }

    /// <summary>Waits until the nodes meet a condition.</summary>
    public static async Task UntilNodes(this ClusterConnection client, Func<IReadOnlyList<NodeStatus>, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!condition(await client.Nodes()))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static ClusterConnection To(SettingsSources sources) =>
        new(NodeSettingsReader.Read(NodeKind.Client, sources), Patience.Following);
}
