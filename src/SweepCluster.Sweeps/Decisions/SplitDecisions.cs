using System.Collections.Immutable;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>The rules by which free slots take over their shares of a lease in training.</summary>
/// <remarks>
/// Work stealing (Blumofe and Leiserson 1999) at the ends of epochs: nothing is open, so the holder of a large lease is
/// asked to give up the last of its trials with how far they came, as many as let it and the slots that wait end
/// together. No trial is trained twice, and no result depends on who trained it from which epoch on.
/// </remarks>
internal static class SplitDecisions
{
    // The message that asks may be lost. Longer than most epochs; asking twice does no harm.
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>The answer to a slot for which nothing is open; null if no lease can be split for it.</summary>
    public static Decision? Ask(SweepState state, RequestPack request, DateTimeOffset now) =>
        state.Leases.Alone.Any(held =>
            WaitsFor(held, request.SlotRequest, now) && CanBeSplit(state, held, request, now))
            ? new(new NothingOpen(), [])
            : Ask(state, request, [new(SlotOf(request.SlotRequest), 0)], now);

    /// <summary>The answer to a slot that tells how far its lease is.</summary>
    /// <remarks>
    /// With one epoch left it already asks for its next trials, because that epoch often ends sooner than another
    /// slot's; slots that wait for a share of its own trials have to look elsewhere.
    /// </remarks>
    public static Decision Progress(SweepState state, TellProgress told, DateTimeOffset now)
    {
        if (state.Leases.Find(told.Lease.Id) is not { } held || !held.Lease.IsSameAs(told.Lease))
            return new(new NothingOpen(), []);
        var progressed = new LeaseProgressed(held.Lease.Id, told.Progress, now);
        if (!told.Progress.IsNearEnd || state.Paused || !state.Open.IsEmpty)
            return new(new NothingOpen(), [progressed]);
        var takers = held.Takers.SetItem(SlotOf(told.Request.SlotRequest), told.Progress.Throughput);
        var asked = Ask(SweepEvolution.Apply(state, progressed), told.Request, takers, now);
        return asked is null
            ? new(new NothingOpen(), [progressed])
            : asked with { Events = asked.Events.Insert(0, progressed) };
    }

    /// <summary>Whether a part of a lease will be open soon, as far as is known.</summary>
    public static bool IsUnderWay(HeldLease held, DateTimeOffset now) => now < held.SplitAskedAt + AskAgain;

    /// <summary>The answer to a slot that gives up the last trials of its lease.</summary>
    public static Decision Yield(SweepState state, YieldPart yield, DateTimeOffset now)
    {
        if (state.Leases.Find(yield.Lease.Id) is not { } held || !held.Lease.IsSameAs(yield.Lease))
            return new(new LeaseLost(), []);
        var part = yield.Rest?.Range ?? TrialRange.Between(yield.Lease.Range.End, held.Lease.Range.End);
        if (held.Lease.Range.End <= part.Start)
            return new(new Done(), []);
        return part.Start >= Math.Max(held.Reported, held.Lease.Range.Start + 1) && part.End == held.Lease.Range.End
            ? new(new Done(), [new PartYielded(held.Lease.Id, part, yield.Rest, now)])
            : new(new LeaseLost(), []);
    }

    private static Decision? Ask(
        SweepState state,
        RequestPack request,
        IReadOnlyCollection<KeyValuePair<SlotName, double>> more,
        DateTimeOffset now)
    {
        var best = state.Leases.Alone
            .Where(held => CanBeSplit(state, held, request, now))
            .Select(held => (Held: held, Takers: held.Takers.SetItems(more)))
            .Where(each => each.Held.Lease.Range.Count > each.Takers.Count * (long)state.Plan!.SmallestPack)
            .OrderByDescending(each => SecondsLeft(state, each.Held, now) / (each.Takers.Count + 1))
            .ThenByDescending(each => each.Held.Lease.Range.Count / (each.Takers.Count + 1.0))
            .ThenByDescending(each => each.Held.Lease.Id)
            .FirstOrDefault();
        return best.Held is not { Lease: var lease }
            ? null
            : new(new NothingOpen(), [.. more.Select(taker => new SplitAsked(lease.Id, taker.Key, taker.Value, now))])
            {
                Split = new(lease, best.Takers.Count, Throughput(best.Takers)),
            };
    }

    // A lease whose holder has not reported takes as long as recent packs.
    private static double SecondsLeft(SweepState state, HeldLease held, DateTimeOffset now)
    {
        var endsAt = held.EndsAt ?? held.Lease.GrantedAt.AddSeconds(state.PackSeconds ?? 0);
        return Math.Max(0, (endsAt - now).TotalSeconds);
    }

    private static double Throughput(ImmutableDictionary<SlotName, double> takers) =>
        takers.Values.All(pace => pace > 0) ? takers.Values.Average() : 0;

    private static bool CanBeSplit(SweepState state, HeldLease held, RequestPack request, DateTimeOffset now) =>
        request.Yielding.Contains(held.Lease.Holder.Worker)
        && SlotOf(held.Lease.Holder) != SlotOf(request.SlotRequest)
        && held.Rest == held.Lease.Range
        && held.Lease.Range.Count > state.Plan!.SmallestPack
        && state.Groups.PackCount(held.Lease.Range) == 1
        && !held.History.IsSuspect
        && !held.IsNearEnd
        && !IsSilent(held, now);

    private static bool WaitsFor(HeldLease held, SlotRequest slot, DateTimeOffset now) =>
        IsUnderWay(held, now) && held.Takers.ContainsKey(SlotOf(slot));

    // A holder that was asked and has not even renewed its lease since: its trials are better tried elsewhere.
    private static bool IsSilent(HeldLease held, DateTimeOffset now) =>
        held.SplitAskedAt is { } asked
        && now >= asked + AskAgain
        && held.Lease.Deadline <= asked + SweepDecisions.LeaseTime;

    private static SlotName SlotOf(SlotRequest slot) => new(slot.Worker, slot.Slot);
}
