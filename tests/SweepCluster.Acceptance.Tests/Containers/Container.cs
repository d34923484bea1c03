using System.Collections.Immutable;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>One container, as a manifest describes it.</summary>
/// <param name="Command">What it runs, with arguments.</param>
/// <param name="Environment">Its variables.</param>
/// <param name="Mounts">Files and folders of this machine by where the container sees them.</param>
/// <param name="Writable">Folders of its own that it may write.</param>
/// <param name="WorkingFolder">Where it starts.</param>
internal sealed record Container(
    ImmutableArray<string> Command,
    ImmutableDictionary<string, string> Environment,
    ImmutableDictionary<string, string> Mounts,
    ImmutableArray<string> Writable,
    string WorkingFolder)
{
    /// <summary>The variables that set something of ours.</summary>
    public IEnumerable<string> SettingVariables => Environment.Keys.Where(name => name.StartsWith("SWEEP_", StringComparison.Ordinal));
}
