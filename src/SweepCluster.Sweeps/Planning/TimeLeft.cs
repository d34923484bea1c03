using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Planning;

/// <summary>When a sweep will end, as far as its packs in training tell. Pure: no clock, no chance, no I/O.</summary>
/// <remarks>
/// Assumes that each slot goes on at the pace of its pack, from the pack's grant to the end that its holder expects;
/// the time before the first pack, in pauses and without slots plays no part.
/// </remarks>
public static class TimeLeft
{
    /// <summary>When the sweep will end; null while nothing tells, and if it is paused or over.</summary>
    public static DateTimeOffset? EndOf(SweepState state, DateTimeOffset now)
    {
        if (state.Plan is not { } plan || state.Paused || state.Ended is not null)
            return null;
        var known = state.Leases.All
            .Select(held => (held.Lease, Ends: EndOf(state, held)))
            .Where(each => each.Ends is not null)
            .Select(each => new Training(each.Lease, each.Ends!.Value, now)).ToList();
        if (known.Count == 0)
            return null;
        // Leases whose holders have not reported count as just begun, and as fast as the others.
        var untold = state.Leases.Trials - known.Sum(each => each.Trials);
        var pace = known.Sum(each => each.Trials / each.Whole) * state.Leases.Count / known.Count;
        var together = (state.Open.Trials + untold + known.Sum(each => each.Trials * each.Left / each.Whole)) / pace;
        var longest = known.Max(each => each.Left);
        var seconds = state.Open.IsEmpty && untold == 0 ? longest : Math.Max(longest, together);
        return plan.Stop.MaxTime > TimeSpan.Zero
            ? now.AddSeconds(Math.Min(seconds, Math.Max(0, (plan.Stop.MaxTime - state.ActiveAt(now)).TotalSeconds)))
            : now.AddSeconds(Math.Min(seconds, 1e9));
    }

    /// <summary>The old end moved towards the new, as a slow epoch is no news; the new if they are far apart.</summary>
    public static DateTimeOffset? Smoothed(DateTimeOffset? before, DateTimeOffset? end, DateTimeOffset now)
    {
        if (before is not { } old || end is not { } next)
            return end;
        var (was, isNow) = (old - now, next - now);
        return was > isNow * 2 || isNow > was * 2 ? next : old + (next - old) / 5;
    }

    /// <summary>Seconds to an end, rounded up to about a hundredth, so that it does not change every second.</summary>
    public static double? Seconds(DateTimeOffset? end, DateTimeOffset now)
    {
        if (end is null)
            return null;
        var left = Math.Max(0, (end.Value - now).TotalSeconds);
        var step = left < 120 ? 1 : left < 1200 ? 10 : 60;
        return Math.Ceiling(left / step) * step;
    }

    // A lease whose holder has not reported takes as long as recent packs.
    private static DateTimeOffset? EndOf(SweepState state, HeldLease held) =>
        held.EndsAt ?? (state.PackSeconds is { } pack
            ? held.Lease.GrantedAt.AddSeconds(pack * state.Groups.PackCount(held.Lease.Range))
            : null);

    // A pack in training: its trials, the seconds from its grant to its end, and how many of them are left.
    private readonly record struct Training(long Trials, double Whole, double Left)
    {
        public Training(Lease lease, DateTimeOffset ends, DateTimeOffset now)
            : this(
                lease.Range.Count,
                Math.Max((ends - lease.GrantedAt).TotalSeconds, 1e-3),
                Math.Clamp((ends - now).TotalSeconds, 0, Math.Max((ends - lease.GrantedAt).TotalSeconds, 1e-3)))
        {
        }
    }
}
