using System.Threading.Channels;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cluster.Node;

/// <summary>Submits a sweep to a coordinator and follows it to its end.</summary>
/// <param name="system">An actor system that reaches the coordinator.</param>
/// <param name="coordinator">The coordinator, or the proxy that finds it.</param>
public sealed class SweepClient(ActorSystem system, IActorRef coordinator)
{
    // Starting the journal of a large sweep may take a while; nothing else keeps a coordinator in this process waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Submits a sweep, tells every change, and returns when it is over.</summary>
    /// <exception cref="SweepInterruptedException">The journal cannot be used, or belongs to another sweep.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the sweep itself goes on.</exception>
    public async Task<SweepResults> RunAsync(
        SweepProtocol.SubmitSweep submit, Action<SweepProtocol.SweepProgress> tell, CancellationToken cancellation)
    {
        Accept(await coordinator.Ask<SweepProtocol.IReply>(submit, Patience, cancellation).ConfigureAwait(false));
        var channel = Channel.CreateUnbounded<SweepProtocol.IReply>();
        var follower = system.ActorOf(SweepFollower.Props(channel.Writer));
        coordinator.Tell(new SweepProtocol.FollowSweep(submit.SweepId, follower), follower);
        await foreach (var reply in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            Accept(reply);
            if (reply is SweepProtocol.SweepProgress progress)
                tell(progress);
        }

        var results = await coordinator.Ask<SweepProtocol.SweepResultsReply>(
            new SweepProtocol.GetResults(submit.SweepId), Patience, cancellation).ConfigureAwait(false);
        return results.Results;
    }

    private static void Accept(SweepProtocol.IReply reply)
    {
        if (reply is SweepProtocol.SweepInterrupted interrupted)
            throw new SweepInterruptedException(interrupted.Reason);
        if (reply is SweepProtocol.SweepRefused)
            throw new SweepInterruptedException("the journal belongs to another sweep");
    }
}

/// <summary>A sweep cannot go on; what its journal holds is safe.</summary>
public sealed class SweepInterruptedException(string reason) : Exception(reason);
