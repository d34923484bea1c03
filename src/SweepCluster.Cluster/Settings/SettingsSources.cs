using System.Collections.Immutable;

namespace SweepCluster.Cluster.Settings;

/// <summary>Where settings may come from, besides the defaults; the later one counts.</summary>
/// <param name="File">A configuration file; null for none.</param>
/// <param name="Environment">Variables by name; those that begin with SWEEP_ and name a key count.</param>
/// <param name="Sets">KEY=VALUE, as given with --set; keys with or without <c>node.</c>, or of <c>akka.</c></param>
/// <param name="Options">Keys, without <c>node.</c>, and values that the command's own options gave.</param>
public sealed record SettingsSources(
    string? File,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Sets,
    ImmutableArray<SettingsSources.Given> Options)
{
    /// <summary>A value given by an option of the command.</summary>
    /// <param name="Name">The option, as the user typed it, such as --port.</param>
    /// <param name="Key">The key it stands for.</param>
    /// <param name="Values">One value, or the elements of a list.</param>
    public sealed record Given(string Name, string Key, ImmutableArray<string> Values);
}
