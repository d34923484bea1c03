using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading.Channels;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Node;

/// <summary>Submits a sweep to a coordinator and follows it to its end.</summary>
/// <param name="system">An actor system that reaches the coordinator.</param>
/// <param name="coordinator">The coordinator of this process, which always answers, however late.</param>
public sealed class SweepClient(ActorSystem system, IActorRef coordinator)
{
    // Slots change within seconds, but a sweep may change a thousand times per second.
    private static readonly TimeSpan NodesEvery = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);

    /// <summary>Submits a sweep, tells every change and the nodes, and returns when the sweep is over.</summary>
    /// <remarks>A sweep that was paused when its last run ended goes on: a user who runs it again wants that.</remarks>
    /// <exception cref="SweepInterruptedException">The journal cannot be used, or belongs to another sweep.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the sweep itself goes on.</exception>
    public async Task<SweepResults> RunAsync(
        SweepProtocol.SubmitSweep submit,
        Action<SweepProtocol.SweepProgress, ImmutableArray<NodeStatus>> tell,
        CancellationToken cancellation)
    {
        await SubmitAsync(submit, tell, cancellation).ConfigureAwait(false);
        var channel = Channel.CreateUnbounded<SweepProtocol.IReply>();
        var follower = system.ActorOf(SweepFollower.Props(channel.Writer));
        coordinator.Tell(new SweepProtocol.FollowSweep(submit.SweepId, follower), follower);
        var nodes = new NodesSeen(coordinator);
        var isFirst = true;
        await foreach (var reply in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            Accept(reply);
            if (reply is not SweepProtocol.SweepProgress progress)
                continue;
            if (isFirst && progress.Paused)
                coordinator.Tell(new SweepProtocol.ResumeSweep(submit.SweepId), ActorRefs.Nobody);
            isFirst = false;
            tell(progress, await nodes.NowAsync(cancellation).ConfigureAwait(false));
        }

        // Even if a sweep has ended, its journal may turn out to be damaged when its results are read.
        var results = await coordinator.Ask<SweepProtocol.IReply>(
            new SweepProtocol.GetResults(submit.SweepId), cancellation).ConfigureAwait(false);
        Accept(results);
        return ((SweepProtocol.SweepResultsReply)results).Results;
    }

    // Waits as long as another program holds the journal: if that takes too long, the journal itself fails.
    private async Task SubmitAsync(
        SweepProtocol.SubmitSweep submit,
        Action<SweepProtocol.SweepProgress, ImmutableArray<NodeStatus>> tell,
        CancellationToken cancellation)
    {
        while (true)
        {
            var reply = await AskAsync(submit, cancellation).ConfigureAwait(false);
            if (reply is SweepProtocol.SweepInterrupted { Kind: OutageKind.Waiting } waits)
            {
                tell(NothingKnown(waits), []);
                await Task.Delay(AskAgain, cancellation).ConfigureAwait(false);
            }
            else if (reply is not null)
            {
                Accept(reply);
                return;
            }
        }
    }

    private static SweepProtocol.SweepProgress NothingKnown(SweepProtocol.SweepInterrupted waits) =>
        new(waits.SweepId, new Account(0, 0, 0, 0, 0, 0), 0, null, Highlights.None)
        {
            Problem = waits.Reason,
            IsAccountKnown = false,
        };

    // Null if there is no answer in time. A second request then gets one that says why.
    private async Task<SweepProtocol.IReply?> AskAsync(SweepProtocol.SubmitSweep submit, CancellationToken cancellation)
    {
        try
        {
            return await coordinator.Ask<SweepProtocol.IReply>(submit, AnswersWithin, cancellation)
                .ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
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
            throw new SweepInterruptedException(interrupted.Reason, interrupted.Kind);
        if (reply is SweepProtocol.SweepRefused)
            throw new SweepInterruptedException("the journal belongs to another sweep", OutageKind.Damage);
    }
}

/// <summary>A sweep cannot go on; what its journal holds stays.</summary>
public sealed class SweepInterruptedException(string reason, OutageKind kind) : Exception(reason)
{
    /// <summary>How the journal is out of use.</summary>
    public OutageKind Kind { get; } = kind;
}
