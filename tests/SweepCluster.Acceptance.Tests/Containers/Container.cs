using System.Collections.Immutable;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>One container, as a manifest describes it.</summary>
/// <param name="Command">The command that it runs, with arguments.</param>
/// <param name="Environment">Its environment variables.</param>
/// <param name="Mounts">Files and folders of this machine, by their paths in the container.</param>
/// <param name="Writable">Its own folders that it may write to.</param>
/// <param name="WorkingFolder">The folder in which it starts.</param>
internal sealed record Container(
    ImmutableArray<string> Command,
    ImmutableDictionary<string, string> Environment,
    ImmutableDictionary<string, string> Mounts,
    ImmutableArray<string> Writable,
    string WorkingFolder)
{
    /// <summary>The names of the variables that are settings of a node or a client.</summary>
    public IEnumerable<string> SettingVariables =>
        Environment.Keys.Where(name => name.StartsWith("SWEEP_", StringComparison.Ordinal));
}
