using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>The rules of pause and retry.</summary>
internal static class ControlDecisions
{
    public static Decision Pause(SweepState state, DateTimeOffset now) =>
        new(new Done(), state.Paused ? [] : [new SweepPaused(now)])
        {
            TakenBack = state.Plan!.Attempts.AreRepeatable
                ? []
                : [.. state.Leases.All.Where(held => held.Rest.Count > 1).Select(held => held.Lease)],
        };

    public static Decision Continue(SweepState state, DateTimeOffset now) =>
        new(new Done(), state.Paused ? [new SweepContinued(now)] : []);

    public static Decision Retry(SweepState state, RetryTrials retry, DateTimeOffset now)
    {
        if (state.Retries.TryGetValue(retry.RequestId, out var before))
            return new(new Reopened(before, state.Readmissions.Contains(retry.RequestId)), []);
        var places = RangeSet.Empty;
        if (retry.Which is RetryWhich.Failed or RetryWhich.Both)
            places = state.Failures.Where(failure => failure.Place < state.Limit)
                .Aggregate(places, (set, failure) => set.Add(new TrialRange(failure.Place, 1)));
        if (retry.Which is RetryWhich.Cancelled or RetryWhich.Both)
            places = state.Cancelled.Ranges.Where(range => range.Start < state.Limit)
                .Select(range => TrialRange.Between(range.Start, Math.Min(range.End, state.Limit)))
                .Aggregate(places, (set, range) => set.Add(range));
        if (state.Plan!.Schedule is not null)
            places = GoalCut.Counting(state, places);
        return new(
            new Reopened(places.Count, !state.Health.Excluded.IsEmpty),
            [new TrialsReopened(retry.RequestId, [.. places.Ranges], now)]);
    }
}
