using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A client in the test's own process, to look at a cluster often.</summary>
internal static class Connections
{
    public static ClusterConnection To(string addresses, params string[] sets) => new(
        NodeSettingsReader.Read(NodeKind.Client, new SettingsSources(
            null, new Dictionary<string, string>(), sets, [new SettingsSources.Given("--cluster", "cluster", [addresses])])),
        TimeSpan.FromMinutes(1));
}
