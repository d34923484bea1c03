using System.Collections.Immutable;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>The environment variables that are settings of a node or a client.</summary>
internal static class SettingKeys
{
    /// <summary>Those of a kind, such as SWEEP_TLS_CERTIFICATE.</summary>
    public static ImmutableHashSet<string> Of(NodeKind kind)
    {
        var file = Path.Combine(Repository.Root, "hocon", $"{kind.ToString().ToLowerInvariant()}.hocon");
        var defaults = ConfigurationFactory.ParseString(File.ReadAllText(file));
        return [.. Under(defaults.GetValue("node"), "SWEEP")];
    }

    private static IEnumerable<string> Under(HoconValue value, string path) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Under(item.Value, $"{path}_{Upper(item.Key)}"))
        : [path];

    private static string Upper(string key) => key.Replace('-', '_').ToUpperInvariant();
}
