using System.Collections.Immutable;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>Which variables set something of a node or a client.</summary>
internal static class SettingKeys
{
    /// <summary>Those of a kind, such as SWEEP_TLS_CERTIFICATE.</summary>
    public static ImmutableHashSet<string> Of(NodeKind kind)
    {
        var name = kind.ToString().ToLowerInvariant();
        var defaults = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(Repository.Root, "hocon", $"{name}.hocon")));
        return [.. Under(defaults.GetValue("node"), "SWEEP")];
    }

    private static IEnumerable<string> Under(HoconValue value, string path) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Under(item.Value, $"{path}_{item.Key.Replace('-', '_').ToUpperInvariant()}"))
        : [path];
}
