using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.State.SweepCommands;
using static SweepCluster.Sweeps.State.SweepEvents;
using static SweepCluster.Sweeps.State.SweepReplies;

namespace SweepCluster.Sweeps.State;

/// <summary>The rules by which a free slot takes over half of a lease in training.</summary>
/// <remarks>
/// Work stealing (Blumofe and Leiserson 1999) at the ends of epochs: nothing is open, so the holder of the largest lease is
/// asked to give up the later half of its trials with how far they came. No trial is trained twice, and no result depends
/// on who trained it from which epoch on.
/// </remarks>
internal static class SplitDecisions
{
    // The message that asks may be lost; longer than most epochs, and to ask twice does no harm.
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>The lease whose holder should give up its later half; null where none can be split.</summary>
    public static HeldLease? Largest(SweepState state, RequestPack request, DateTimeOffset now) => state.Leases.Alone
        .Where(held => CanBeSplit(state, held, request) && !IsAsked(held, now) && !IsSilent(held, now))
        .OrderByDescending(held => held.Lease.Range.Count)
        .ThenByDescending(held => held.Lease.Id)
        .FirstOrDefault();

    /// <summary>Whether a part of a lease will be open soon, as far as is known.</summary>
    public static bool IsUnderWay(SweepState state, RequestPack request, DateTimeOffset now) =>
        state.Leases.Alone.Any(held => IsAsked(held, now) && CanBeSplit(state, held, request));

    /// <summary>The answer to a slot that gives up the last trials of its lease.</summary>
    public static Decision Yield(SweepState state, YieldPart yield, DateTimeOffset now)
    {
        var part = yield.Rest.Range;
        if (state.Leases.Find(yield.Lease.Id) is not { } held || !held.Lease.IsSameAs(yield.Lease))
            return new(new LeaseLost(), []);
        if (held.Lease.Range.End <= part.Start)
            return new(new Done(), []);
        return part.Start >= Math.Max(held.Reported, held.Lease.Range.Start + 1) && part.End == held.Lease.Range.End
            ? new(new Done(), [new PartYielded(held.Lease.Id, part, yield.Rest, now)])
            : new(new LeaseLost(), []);
    }

    private static bool CanBeSplit(SweepState state, HeldLease held, RequestPack request) =>
        request.Yielding.Contains(held.Lease.Holder.Worker)
        && held.Rest == held.Lease.Range
        && held.Lease.Range.Count > state.Plan!.SmallestPack
        && TrialOrder.PackCount(held.Lease.Range, state.Plan.GroupSize) == 1
        && !held.Trouble.IsSuspect;

    private static bool IsAsked(HeldLease held, DateTimeOffset now) => now < held.SplitAskedAt + AskAgain;

    // A holder that was asked and has not even renewed its lease since: its trials are better tried elsewhere.
    private static bool IsSilent(HeldLease held, DateTimeOffset now) =>
        held.SplitAskedAt is { } asked
        && now >= asked + AskAgain
        && held.Lease.Deadline <= asked + SweepDecisions.LeaseTime;
}
