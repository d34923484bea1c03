using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>What a sweep answers to a command, and what the command makes happen.</summary>
/// <param name="Reply">The answer.</param>
/// <param name="Events">What happens, in this order; empty if nothing changes.</param>
public sealed record Decision(ISweepReply Reply, ImmutableArray<ISweepEvent> Events)
{
    /// <summary>The lease whose holder is to give up a part; null if there is none.</summary>
    public LeaseSplit? Split { get; init; }

    /// <summary>Leases whose holders are to give up the trials that they have not begun.</summary>
    public ImmutableArray<Lease> TakenBack { get; init; } = [];

    /// <summary>Leases that nobody waits for any more; the answer does not reach their holders.</summary>
    public ImmutableArray<Lease> Overtaken { get; init; } = [];
}

/// <summary>A lease whose holder is to give up a part.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Takers">How many slots wait for their shares of it.</param>
/// <param name="Throughput">How fast each of them trains, in vectors and epochs per second; 0 if unknown.</param>
public sealed record LeaseSplit(Lease Lease, int Takers, double Throughput);

/// <summary>The rules of a sweep. Pure: no clock, no chance, no I/O.</summary>
/// <remarks>
/// A repeated command gets the same reply and changes nothing. A trial that has no result yet takes one from any slot,
/// however late: every slot computes the same bits.
/// </remarks>
public static class SweepDecisions
{
    /// <summary>How long a lease holds without being renewed.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    /// <summary>The answer to a command at a time.</summary>
    public static Decision Decide(SweepState state, ISweepCommand command, DateTimeOffset now)
    {
        if (command is SubmitSweep submit)
            return Begin(state, submit, now);
        if (state.Plan is null)
            return new(new NothingOpen(), []);
        if (command is RetryTrials retry)
            return ControlDecisions.Retry(state, retry, now);
        if (state.Ended is not null)
            return new(AfterTheEnd(state, command), []);
        if (command is RequestPack or RenewLease && EndOf(state, now) is { } over)
            return Overtaking(state, new(AfterTheEnd(state, command), [new SweepEnded(over, now)]), command, now);
        var decision = HealthDecisions.Judge(state, command, WhileOpen(state, command, now), now);
        return Overtaking(state, decision, command, now);
    }

    private static Decision Begin(SweepState state, SubmitSweep command, DateTimeOffset now)
    {
        if (state.Plan is null)
            return new(new Done(), [new SweepSubmitted(command.Plan, command.Text, now)]);
        return state.Plan.Fingerprint == command.Plan.Fingerprint
            ? new(new Done(), [])
            : new(new OtherSweep(state.Plan.Fingerprint), []);
    }

    private static ISweepReply AfterTheEnd(SweepState state, ISweepCommand command) => command switch
    {
        RequestPack or PauseSweep or ResumeSweep => new SweepOver(),
        CancelSweep when state.Ended != EndReason.Cancelled => new SweepOver(),
        RenewLease => new LeaseLost(),
        _ => new Done(),
    };

    private static Decision WhileOpen(SweepState state, ISweepCommand command, DateTimeOffset now) => command switch
    {
        RecoverSweep resume => new(new Done(), resume.Found.IsEmpty
            ? [new SweepResumed(now)]
            : [new SweepResumed(now), new CheckpointsFound(resume.Found)]),
        ProposeTrials propose => new(new Done(), propose.Round.FirstPlace == state.Proposed.Count
            ? [new TrialsProposed(propose.Round, now)]
            : []),
        RequestPack request => LeaseDecisions.Request(state, request, now),
        RenewLease renew => LeaseDecisions.Renew(state, renew, now),
        RecordPack record => LeaseDecisions.Record(state, record, now),
        RecordFailure failure => LeaseDecisions.Fail(state, failure, now),
        HandBack handBack => LeaseDecisions.HandBack(state, handBack, now),
        YieldPart yield => SplitDecisions.Yield(state, yield, now),
        TellProgress told => SplitDecisions.Progress(state, told, now),
        LoseWorker lose => LeaseDecisions.LoseWorker(state, lose, now),
        Tick => LeaseDecisions.Expire(state, now),
        PauseSweep => ControlDecisions.Pause(state, now),
        ResumeSweep => ControlDecisions.Continue(state, now),
        CancelSweep => new(new Done(), [new SweepEnded(EndReason.Cancelled, now)]),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command of a sweep."),
    };

    private static Decision Overtaking(SweepState state, Decision decision, ISweepCommand command, DateTimeOffset now)
    {
        if (!decision.Events.Any(IsForTheJournal) && EndOf(state, now) is null)
            return decision;
        var next = decision.Events.Aggregate(state, SweepEvolution.Apply);
        if (next.Ended is null && EndOf(next, now) is { } reason)
        {
            decision = decision with { Events = decision.Events.Add(new SweepEnded(reason, now)) };
            next = SweepEvolution.Apply(next, decision.Events[^1]);
        }

        return decision with { Overtaken = Overtaken(state, next, decision, command) };
    }

    // Leases that ended by themselves are not among them: their holder may still be the first with a result.
    private static ImmutableArray<Lease> Overtaken(
        SweepState state, SweepState next, Decision decision, ISweepCommand command)
    {
        var touched = next.Ended is not null || next.GoalPlace != state.GoalPlace
            ? state.Leases.All
            : decision.Events.SelectMany(e => RangeOf(e) is { } range ? state.Leases.Overlapping(range) : []);
        return [.. touched.Select(held => held.Lease).Distinct().Where(lease =>
            next.Leases.Find(lease.Id) is null && lease.Id != LeaseOf(command)?.Id)];
    }

    private static TrialRange? RangeOf(ISweepEvent sweepEvent) => sweepEvent switch
    {
        PackCompleted e => e.Lease.Range,
        PartCompleted e => e.Part,
        TrialGivenUp e => e.Lease.Range,
        _ => null,
    };

    private static Lease? LeaseOf(ISweepCommand command) => command switch
    {
        RenewLease renew => renew.Lease,
        RecordPack record => record.Lease,
        RecordFailure failure => failure.Lease,
        HandBack handBack => handBack.Lease,
        YieldPart yield => yield.Lease,
        _ => null,
    };

    private static bool IsHopelessStart(SweepState state) => !state.Plan!.Attempts.AreRepeatable
        && state.Results.IsEmpty
        && state.Failures.Count >= AttemptRules.HopelessStart;

    private static EndReason? EndOf(SweepState state, DateTimeOffset now)
    {
        var stop = state.Plan!.Stop;
        if (state.AllDone)
            return state.GoalPlace is null ? EndReason.Finished : EndReason.GoalReached;
        if (stop.MaxFailures > 0 && state.Failures.Count >= stop.MaxFailures)
            return EndReason.TooManyFailures;
        if (IsHopelessStart(state))
            return EndReason.TooManyFailures;
        if (stop.MaxTime > TimeSpan.Zero && state.ActiveAt(now) >= stop.MaxTime)
            return EndReason.TimeUp;
        return null;
    }
}
