using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Searching;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>Has rounds of a search worked out beside its actor, one at a time.</summary>
/// <remarks>
/// A round may take long, and the actor goes on meanwhile. Nothing of it counts before the actor has taken it.
/// </remarks>
internal sealed class ProposingSweep : IDisposable
{
    // Slots should not wait for a proposal that is ready, and neighbours can share a pack.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Proposer? _proposer;
    private readonly CancellationTokenSource _ended = new();
    private bool _isBusy;

    /// <summary>For one sweep; a grid has nothing to propose.</summary>
    public ProposingSweep(SweepSpec spec) => _proposer = Proposer.For(spec);

    /// <summary>Begins to work out the next round, if there is to be one; the actor gets it as a message.</summary>
    /// <param name="state">The sweep.</param>
    /// <param name="hasWaiting">Whether a slot waits for trials.</param>
    /// <param name="actor">The actor.</param>
    public void Propose(SweepState state, bool hasWaiting, IActorRef actor)
    {
        if (_isBusy || _proposer is null || state.Paused || !_proposer.IsDue(state, hasWaiting))
            return;
        _isBusy = true;
        Task.Run(() => Next(_proposer, state), _ended.Token).PipeTo(
            actor, success: round => new Proposed(round), failure: cause => new NotProposed(cause));
    }

    /// <summary>Notes that the actor has got the round.</summary>
    public void Arrived() => _isBusy = false;

    /// <inheritdoc/>
    public void Dispose() => _ended.Cancel();

    private Round Next(Proposer proposer, SweepState state)
    {
        var since = Stopwatch.GetTimestamp();
        return proposer.Next(state, () => Stopwatch.GetElapsedTime(since) > Longest, _ended.Token);
    }

    /// <summary>A round that was worked out.</summary>
    public sealed record Proposed(Round Round) : INoSerializationVerificationNeeded;

    /// <summary>None was.</summary>
    public sealed record NotProposed(Exception Cause) : INoSerializationVerificationNeeded;
}
