using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.State.SweepCommands;
using static SweepCluster.Sweeps.State.SweepEvents;
using static SweepCluster.Sweeps.State.SweepReplies;

namespace SweepCluster.Sweeps.State;

/// <summary>What a sweep answers to a command, and what thereby happens.</summary>
/// <param name="Reply">The answer.</param>
/// <param name="Events">What happens, in this order; empty where nothing changes.</param>
public sealed record Decision(ISweepReply Reply, ImmutableArray<ISweepEvent> Events);

/// <summary>The rules of a sweep. Pure: no clock, no chance, no I/O.</summary>
/// <remarks>
/// A repeated command gets the same reply and changes nothing. A result is taken for every trial that has none yet,
/// whoever sends it and however late: results are the same bits whoever computes them.
/// </remarks>
public static class SweepDecisions
{
    /// <summary>How long a lease holds without being renewed.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    private const int MostAttempts = 3;

    /// <summary>The answer to a command at a time.</summary>
    public static Decision Decide(SweepState state, ISweepCommand command, DateTimeOffset now)
    {
        if (command is SubmitSweep submit)
            return Begin(state, submit, now);
        if (state.Plan is null)
            return new(new NothingOpen(), []);
        if (state.Ended is not null)
            return new(AfterTheEnd(command), []);
        return WithEnd(state, WhileOpen(state, command, now), now);
    }

    private static Decision Begin(SweepState state, SubmitSweep command, DateTimeOffset now)
    {
        if (state.Plan is null)
            return new(new Done(), [new SweepSubmitted(command.Plan, command.Text, now)]);
        return state.Plan.Fingerprint == command.Plan.Fingerprint
            ? new(new Done(), [])
            : new(new OtherSweep(state.Plan.Fingerprint), []);
    }

    private static ISweepReply AfterTheEnd(ISweepCommand command) => command switch
    {
        RequestPack => new SweepOver(),
        RenewLease => new LeaseLost(),
        _ => new Done(),
    };

    private static Decision WhileOpen(SweepState state, ISweepCommand command, DateTimeOffset now) => command switch
    {
        ResumeSweep => new(new Done(), [new SweepResumed(now)]),
        RequestPack request => Request(state, request, now),
        RenewLease renew => Renew(state, renew.Lease, now),
        RecordPack record => Record(state, record, now),
        RecordFailure failure => Fail(state, failure, now),
        HandBack handBack => EndLease(state, handBack.Lease, AttemptOutcome.HandedBack, "", now),
        LoseWorker lose => EndLeases(state, lease => lease.Holder.Worker == lose.Worker, now),
        Tick => EndLeases(state, lease => lease.Deadline <= now, now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command of a sweep."),
    };

    private static Decision Request(SweepState state, RequestPack request, DateTimeOffset now)
    {
        var held = state.Leases.Values.FirstOrDefault(lease => lease.Holder == request.Puller);
        if (held is not null)
            return new(new PackGranted(held), []);
        var (range, attempt) = NextOpen(state, request.Slots) ?? Backup(state, request.Puller.Worker) ?? (default, 0);
        if (attempt == 0)
            return new(new NothingOpen(), []);
        var lease = new Lease(state.NextLease, range, attempt, request.Puller, now, now + LeaseTime);
        return new(new PackGranted(lease), [new LeaseGranted(lease)]);
    }

    private static (TrialRange Range, int Attempt)? NextOpen(SweepState state, int slots)
    {
        var plan = state.Plan!;
        var first = state.Open.FirstOrDefault(open => open.Range.Start < state.Limit);
        if (first is null)
            return null;
        var size = PackSize.Next(state.OpenTrials, slots, plan.SmallestPack);
        var end = Math.Min(Math.Min(first.Range.End, state.Limit), first.Range.Start + size);
        end = Math.Min(end, TrialOrder.GroupEnd(first.Range.Start, plan.GroupSize));
        return (TrialRange.Between(first.Range.Start, end), first.Attempt);
    }

    // Nothing is open: a second attempt at the oldest lease, unless its holder asks or it has a second attempt already.
    private static (TrialRange Range, int Attempt)? Backup(SweepState state, string worker)
    {
        var oldest = state.Leases.Values.FirstOrDefault(lease =>
            lease.Holder.Worker != worker
            && state.Leases.Values.Count(other => other.Range == lease.Range) == 1);
        return oldest is null ? null : (oldest.Range, oldest.Attempt + 1);
    }

    private static Decision Renew(SweepState state, Lease lease, DateTimeOffset now) => Holds(state, lease)
        ? new(new Done(), [new LeaseRenewed(lease.Id, now + LeaseTime)])
        : new(new LeaseLost(), []);

    private static Decision Record(SweepState state, RecordPack command, DateTimeOffset now)
    {
        var lease = command.Lease;
        if (lease.Range.End > state.Plan!.Planned || command.Outcome.Trials.Length != lease.Range.Count)
            return new(new LeaseLost(), []);
        var segments = state.Finished.Missing(lease.Range)
            .Select(gap => new ResultSegment(
                gap.Start, command.Outcome.Trials.Slice((int)(gap.Start - lease.Range.Start), (int)gap.Count)))
            .ToImmutableArray();
        return segments.IsEmpty
            ? new(new Done(), [])
            : new(new Done(), [new PackCompleted(lease, segments, command.Outcome.OptimumRmse, command.Seconds, now)]);
    }

    private static Decision Fail(SweepState state, RecordFailure command, DateTimeOffset now)
    {
        var lease = command.Lease;
        if (Holds(state, lease) && lease.Range.Count == 1 && lease.Attempt >= MostAttempts)
            return new(new Done(), [new TrialGivenUp(lease, command.Reason, now)]);
        return EndLease(state, lease, AttemptOutcome.Failed, command.Reason, now);
    }

    private static Decision EndLease(
        SweepState state, Lease lease, AttemptOutcome outcome, string reason, DateTimeOffset now) =>
        Holds(state, lease)
            ? new(new Done(), [new LeaseEnded(lease.Id, outcome, reason, now)])
            : new(new LeaseLost(), []);

    private static Decision EndLeases(SweepState state, Func<Lease, bool> which, DateTimeOffset now) =>
        new(new Done(), [.. state.Leases.Values.Where(which)
            .Select(lease => new LeaseEnded(lease.Id, AttemptOutcome.Lost, "", now))]);

    private static bool Holds(SweepState state, Lease lease) =>
        state.Leases.TryGetValue(lease.Id, out var held) && held with { Deadline = lease.Deadline } == lease;

    private static Decision WithEnd(SweepState state, Decision decision, DateTimeOffset now)
    {
        var next = decision.Events.Aggregate(state, SweepEvolution.Apply);
        return EndOf(next, now) is { } reason
            ? decision with { Events = decision.Events.Add(new SweepEnded(reason, now)) }
            : decision;
    }

    private static EndReason? EndOf(SweepState state, DateTimeOffset now)
    {
        var stop = state.Plan!.Stop;
        if (state.Finished.CountWithin(new TrialRange(0, state.Limit)) == state.Limit)
            return state.GoalPlace is null ? EndReason.Finished : EndReason.GoalReached;
        if (stop.MaxFailures > 0 && state.Failures.Count >= stop.MaxFailures)
            return EndReason.TooManyFailures;
        if (stop.MaxTime > TimeSpan.Zero && state.ActiveBefore + (now - state.ActiveSince) >= stop.MaxTime)
            return EndReason.TimeUp;
        return null;
    }
}
