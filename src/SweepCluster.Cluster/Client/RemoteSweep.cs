using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Client;

/// <summary>One sweep of a cluster, as seen from outside.</summary>
/// <param name="connection">Reaches the cluster.</param>
/// <param name="sweepId">The sweep.</param>
/// <param name="clock">Says when to look again.</param>
public sealed class RemoteSweep(ClusterConnection connection, string sweepId, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    // Who waits for a sweep outwaits a coordinator that is started again on another machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How it stands now.</summary>
    public async Task<SweepProtocol.StatusReply> StatusAsync(CancellationToken cancellation) =>
        await connection.AskAsync<SweepProtocol.StatusReply>(new SweepProtocol.GetStatus(sweepId), cancellation)
            .ConfigureAwait(false);

    /// <summary>Tells how it stands, and which nodes there are, until it is over.</summary>
    public async Task FollowAsync(Action<SweepStatus, ImmutableArray<NodeStatus>> tell, CancellationToken cancellation)
    {
        while (true)
        {
            var reply = await connection.AskAsync<SweepProtocol.StatusReply>(
                new SweepProtocol.GetStatus(sweepId), cancellation, Patience).ConfigureAwait(false);
            var list = await connection.AskAsync<SweepProtocol.NodeList>(
                new SweepProtocol.ListNodes(), cancellation, Patience).ConfigureAwait(false);
            tell(reply.Status, list.Nodes);
            if (reply.Status.Phase.IsEnd())
                return;
            await Task.Delay(Every, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>All results so far.</summary>
    public async Task<SweepResults> ResultsAsync(SweepSpec spec, string fingerprint, CancellationToken cancellation)
    {
        var state = SweepState.Empty with { Plan = SweepPlan.For(spec, fingerprint) };
        for (var (from, isLast) = (ResultsCursor.Start, false); !isLast;)
        {
            var reply = await connection.AskAsync<SweepProtocol.SweepResultsPart>(
                new SweepProtocol.GetResultsPart(sweepId, from), cancellation, Patience).ConfigureAwait(false);
            if (reply.Next.Generation != from.Generation)
                state = SweepState.Empty with { Plan = state.Plan };
            state = With(state, reply.Part);
            (from, isLast) = (reply.Next, reply.IsLast);
        }

        return SweepResults.Of(spec, state);
    }

    private static SweepState With(SweepState state, ResultsPart part) => state with
    {
        Results = state.Results.AddRange(part.Segments),
        Failures = state.Failures.AddRange(part.Failures),
        Attempts = state.Attempts.AddRange(part.Attempts),
        Finished = part.Segments.Select(segment => new TrialRange(segment.Start, segment.Outcomes.Length))
            .Concat(part.Failures.Select(failure => new TrialRange(failure.Place, 1)))
            .Aggregate(state.Finished, (set, range) => set.Add(range)),
        Diverged = state.Diverged + part.Segments.Sum(segment => segment.Outcomes.Count(outcome => outcome.Diverged)),
        OptimumRmse = part.OptimumRmse ?? state.OptimumRmse,
        GoalPlace = part.GoalPlace,
        Ended = part.Ended,
    };
}
