using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading.Channels;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cluster.Node;

/// <summary>Submits a sweep to a coordinator and follows it to its end.</summary>
/// <param name="system">An actor system that reaches the coordinator.</param>
/// <param name="coordinator">The coordinator of this process, which answers however long that takes.</param>
public sealed class SweepClient(ActorSystem system, IActorRef coordinator)
{
    // What slots do is a matter of seconds; a sweep may change a thousand times a second.
    private static readonly TimeSpan NodesEvery = TimeSpan.FromSeconds(0.5);

    /// <summary>Submits a sweep, tells every change and which nodes there are, and returns when it is over.</summary>
    /// <exception cref="SweepInterruptedException">The journal cannot be used, or belongs to another sweep.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the sweep itself goes on.</exception>
    public async Task<SweepResults> RunAsync(
        SweepProtocol.SubmitSweep submit, Action<SweepProtocol.SweepProgress, ImmutableArray<NodeStatus>> tell, CancellationToken cancellation)
    {
        Accept(await coordinator.Ask<SweepProtocol.IReply>(submit, cancellation).ConfigureAwait(false));
        var channel = Channel.CreateUnbounded<SweepProtocol.IReply>();
        var follower = system.ActorOf(SweepFollower.Props(channel.Writer));
        coordinator.Tell(new SweepProtocol.FollowSweep(submit.SweepId, follower), follower);
        var nodes = new NodesSeen(coordinator);
        await foreach (var reply in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            Accept(reply);
            if (reply is SweepProtocol.SweepProgress progress)
                tell(progress, await nodes.NowAsync(cancellation).ConfigureAwait(false));
        }

        // A sweep that has ended may still be one whose journal is found to be damaged when its results are asked for.
        var results = await coordinator.Ask<SweepProtocol.IReply>(
            new SweepProtocol.GetResults(submit.SweepId), cancellation).ConfigureAwait(false);
        Accept(results);
        return ((SweepProtocol.SweepResultsReply)results).Results;
    }

    private sealed class NodesSeen(IActorRef coordinator)
    {
        private readonly Stopwatch _sinceAsked = new();
        private ImmutableArray<NodeStatus> _nodes = [];

        public async Task<ImmutableArray<NodeStatus>> NowAsync(CancellationToken cancellation)
        {
            if (_sinceAsked.IsRunning && _sinceAsked.Elapsed < NodesEvery)
                return _nodes;
            _sinceAsked.Restart();
            if (await coordinator.Ask<object>(new SweepProtocol.ListNodes(), cancellation).ConfigureAwait(false)
                is SweepProtocol.NodeList list)
                _nodes = list.Nodes;
            return _nodes;
        }
    }

    private static void Accept(SweepProtocol.IReply reply)
    {
        if (reply is SweepProtocol.SweepInterrupted interrupted)
            throw new SweepInterruptedException(interrupted.Reason, interrupted.IsDamaged);
        if (reply is SweepProtocol.SweepRefused)
            throw new SweepInterruptedException("the journal belongs to another sweep", isDamaged: true);
    }
}

/// <summary>A sweep cannot go on; what its journal holds is safe.</summary>
public sealed class SweepInterruptedException(string reason, bool isDamaged) : Exception(reason)
{
    /// <summary>Whether the journal is damaged, so that trying again is of no use.</summary>
    public bool IsDamaged { get; } = isDamaged;
}
