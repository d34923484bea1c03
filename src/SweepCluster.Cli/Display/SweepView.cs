using System.Collections.Immutable;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cli.Display;

/// <summary>What is shown of a running sweep.</summary>
/// <param name="Account">The planned trials by state.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Highlights">Its results so far.</param>
/// <param name="Nodes">The nodes that could train it; empty if they are not known.</param>
internal sealed record SweepView(
    Account Account, long Running, SweepPhase Phase, Highlights Highlights, ImmutableArray<NodeStatus> Nodes)
{
    /// <summary>Why it waits for its journal; empty if it does not.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Why nothing newer is known; null while the cluster answers.</summary>
    public Waiting? Waiting { get; init; }

    /// <summary>Whether the account is known.</summary>
    public bool IsAccountKnown { get; init; } = true;

    /// <summary>Seconds until its end, estimated from its packs in training; null if that cannot be told.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Whether no further trial will be trained.</summary>
    public bool IsOver => Phase.IsEnd();

    /// <summary>Whether this is the present state.</summary>
    public bool IsUpToDate => Waiting is null && IsAccountKnown;

    /// <summary>Whether trials may end now, as they may except in pauses and outages.</summary>
    public bool IsGoing => IsUpToDate && (Phase == SweepPhase.Running || (Phase == SweepPhase.Paused && Running > 0));

    /// <summary>Nodes that have slots.</summary>
    public IEnumerable<NodeStatus> Workers => Nodes.Where(node => node.Slots > 0);

    /// <summary>Whether the nodes are known and no worker is among them.</summary>
    /// <remarks>A worker that has not asked for trials yet has no slots here, and still counts.</remarks>
    public bool HasNoWorker => !Nodes.IsEmpty && !Nodes.Any(node =>
        node.State is "up" or "active" && node.Role.Contains(NodeRoles.Worker, StringComparison.Ordinal));

    /// <summary>What keeps every worker from training it; null if nothing does, or if there is none.</summary>
    public string? Obstacle
    {
        get
        {
            if (Problem.Length > 0)
                return Problem;
            var workers = Nodes.Where(node => node.Role.Contains(NodeRoles.Worker, StringComparison.Ordinal)).ToList();
            return workers.Count > 0 && workers.All(node => node.Problem.Length > 0) ? workers[0].Problem : null;
        }
    }

    /// <summary>Trials that ended by training.</summary>
    public long Trained => Account.Done - Account.Cancelled;

    /// <summary>Updates per second of all nodes, whichever sweep they train.</summary>
    public double UpdatesPerSecond => Workers.Sum(node => node.UpdatesPerSecond);
}
