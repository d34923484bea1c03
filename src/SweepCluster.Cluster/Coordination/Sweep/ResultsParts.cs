using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>Cuts a sweep's results into parts that fit into messages.</summary>
internal static class ResultsParts
{
    private const int MostBytes = 128 * 1024;
    private const int BytesPerAttempt = 128;
    private const int BytesPerFailure = 64;
    private const int BytesPerSetting = 16;

    /// <summary>The part that follows what a client has.</summary>
    public static SweepProtocol.SweepResultsPart Next(string sweepId, SweepState state, ResultsCursor from)
    {
        // A retry changes the failures that the client has: it begins again.
        if (from.Generation != state.Retries.Count)
            from = ResultsCursor.Start with { Generation = state.Retries.Count };
        var rounds = Take(
            state.Proposed.Rounds, from.Rounds, round => round.Trials.Sum(trial => BytesPerTrial(trial)));
        var segments = Take(
            state.Results, from.Segments, segment => segment.Outcomes.Sum(outcome => outcome.RoughBytes));
        var failures = Take(
            state.Failures, from.Failures, failure => BytesPerFailure + 2 * failure.Reason.Length);
        var attempts = Take(
            state.Attempts, from.Attempts, attempt => BytesPerAttempt + 2 * attempt.Reason.Length);
        var next = new ResultsCursor(
            from.Generation,
            from.Segments + segments.Count,
            from.Failures + failures.Count,
            from.Attempts + attempts.Count,
            from.Rounds + rounds.Count);
        var isLast = (next.Segments, next.Failures, next.Attempts, next.Rounds) == (
            state.Results.Count, state.Failures.Count, state.Attempts.Count, state.Proposed.Rounds.Count);
        var part = new ResultsPart(
            [.. segments], [.. failures], [.. attempts], state.References, state.GoalPlace, state.Ended)
        { Rounds = [.. rounds] };
        return new SweepProtocol.SweepResultsPart(sweepId, part, next, isLast);
    }

    private static long BytesPerTrial(Trial trial) =>
        trial.Configuration.Values.Sum(value => BytesPerSetting + (value.IsWord ? 2 * value.ToString().Length : 0));

    private static List<T> Take<T>(IReadOnlyList<T> all, int from, Func<T, long> sizeOf)
    {
        var taken = new List<T>();
        var size = 0L;
        for (var i = from; i < all.Count; i++)
        {
            size += sizeOf(all[i]);
            if (taken.Count > 0 && size > MostBytes)
                break;
            taken.Add(all[i]);
        }

        return taken;
    }
}
