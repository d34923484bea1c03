using System.Collections.Immutable;

namespace SweepCluster.Cluster.Settings;

/// <summary>The sources of settings besides the defaults; a later one overrides an earlier one.</summary>
/// <param name="File">A configuration file; null for none.</param>
/// <param name="Environment">Variables by name; those that begin with SWEEP_ and then name a key matter.</param>
/// <param name="Sets">KEY=VALUE from --set; the key with or without <c>node.</c>, or one of <c>akka.</c></param>
/// <param name="Options">Keys, without <c>node.</c>, and values of the command's own options.</param>
public sealed record SettingsSources(
    string? File,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Sets,
    ImmutableArray<SettingsSources.Given> Options)
{
    /// <summary>A value given by an option of the command.</summary>
    /// <param name="Name">The option, as the user typed it, such as --port.</param>
    /// <param name="Key">The key that it stands for.</param>
    /// <param name="Values">One value, or the elements of a list.</param>
    public sealed record Given(string Name, string Key, ImmutableArray<string> Values);
}
