using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cli.Display;

/// <summary>What is shown of a sweep at work.</summary>
/// <param name="Account">Where the planned trials are.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="IsOver">Whether no further trial will be trained.</param>
/// <param name="Highlights">What it has come to so far.</param>
/// <param name="Nodes">The nodes that could train it.</param>
internal sealed record SweepView(
    Account Account, long Running, bool IsOver, Highlights Highlights, ImmutableArray<NodeStatus> Nodes)
{
    /// <summary>Nodes that have slots.</summary>
    public IEnumerable<NodeStatus> Workers => Nodes.Where(node => node.Slots > 0);

    /// <summary>Updates a second of all of them, whichever sweep they train.</summary>
    public double UpdatesPerSecond => Workers.Sum(node => node.UpdatesPerSecond);
}
