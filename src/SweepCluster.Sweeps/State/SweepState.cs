using System.Collections.Immutable;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>All that is known of one sweep's progress.</summary>
/// <remarks>
/// Immutable. It changes by <see cref="SweepEvolution.Apply"/> alone, so that replaying a journal gives the state that
/// was live; what may happen next is for <see cref="SweepDecisions.Decide"/> to say. Both are pure.
/// </remarks>
public sealed record SweepState
{
    /// <summary>A sweep that has not begun.</summary>
    public static SweepState Empty { get; } = new();

    /// <summary>What is planned; null before the sweep began.</summary>
    public SweepPlan? Plan { get; init; }

    /// <summary>The sweep file with every default filled in.</summary>
    public string Text { get; init; } = "";

    /// <summary>The trials that a sampler has proposed; none in a grid.</summary>
    public ProposedTrials Proposed { get; init; } = ProposedTrials.None;

    /// <summary>How its trials group.</summary>
    public ITrialGroups Groups => Plan!.IsProposed ? Proposed : new EqualGroups(Plan.GroupSize);

    /// <summary>Which trials have arrived where a scheduler compares them; nothing without one.</summary>
    public RungBook Rungs { get; init; } = RungBook.Empty;

    /// <summary>Where trials stand that wait until it is decided whether they go on; not in the journal.</summary>
    public RestingCheckpoints Resting { get; internal init; } = RestingCheckpoints.None;

    /// <summary>Notes results in <see cref="Rungs"/>; null without a scheduler.</summary>
    public RungArrivals? Arrivals => Plan?.Schedule is { } schedule ? new(schedule, Plan.Aim, Proposed) : null;

    /// <summary>The trials that may be trained by now: those of a grid, or as many as were proposed.</summary>
    public TrialRange Known => new(0, Plan!.IsProposed ? Proposed.Count : Plan.Planned);

    /// <summary>Trials that wait for a slot, in training order.</summary>
    public OpenTrials Open { get; init; } = OpenTrials.Empty;

    /// <summary>Trials in training.</summary>
    public LeaseBook Leases { get; init; } = LeaseBook.Empty;

    /// <summary>Places of the trials that have a result or were given up.</summary>
    public RangeSet Finished { get; init; } = RangeSet.Empty;

    /// <summary>Places of the trials that stay untrained unless reopened, because the sweep ended.</summary>
    public RangeSet Cancelled { get; init; } = RangeSet.Empty;

    /// <summary>Results in order of arrival.</summary>
    public ImmutableList<ResultSegment> Results { get; init; } = [];

    /// <summary>Trials given up, in order of arrival.</summary>
    public ImmutableList<FailedTrial> Failures { get; init; } = [];

    /// <summary>Every attempt that has ended, in order of arrival.</summary>
    public ImmutableList<Attempt> Attempts { get; init; } = [];

    /// <summary>Attempts lost with their worker through no fault of their trials, which later ended well.</summary>
    public int LossesByChance { get; init; }

    /// <summary>How long recent packs took to train; null before the first result.</summary>
    public double? PackSeconds { get; init; }

    /// <summary>The id of the next lease.</summary>
    public long NextLease { get; init; } = 1;

    /// <summary>What trials are compared with; empty before the first result.</summary>
    public ImmutableArray<double> References { get; init; } = [];

    /// <summary>Number of diverged trials among the results.</summary>
    public long Diverged { get; init; }

    /// <summary>How many results of each verdict there are, and the best of them.</summary>
    public Highlights Highlights { get; init; } = Highlights.None;

    /// <summary>
    /// The first place, in training order, whose trial reached the goal; with a scheduler, one of the first cohort that
    /// has such a trial; null while none has.
    /// </summary>
    public long? GoalPlace { get; init; }

    /// <summary>Which workers fail trials that others can do.</summary>
    public WorkerHealth Health { get; init; } = WorkerHealth.Good;

    /// <summary>Whether no trials are handed out for the time being.</summary>
    public bool Paused { get; init; }

    /// <summary>The requests that reopened trials, and how many each did.</summary>
    public ImmutableSortedDictionary<string, long> Retries { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The requests that let workers try again that had been excluded.</summary>
    public ImmutableSortedSet<string> Readmissions { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>When the sweep began, or went on after its last restart, pause or end.</summary>
    public DateTimeOffset ActiveSince { get; init; }

    /// <summary>When the last event happened.</summary>
    public DateTimeOffset LastEventAt { get; init; }

    /// <summary>Time at work before <see cref="ActiveSince"/>.</summary>
    public TimeSpan ActiveBefore { get; init; }

    /// <summary>Why the sweep is over; null while it goes on.</summary>
    public EndReason? Ended { get; init; }

    /// <summary>The place after the last one that counts: a goal cuts the rest off.</summary>
    /// <remarks>With a scheduler, what a goal cuts off is cancelled (<see cref="GoalCut"/>).</remarks>
    public long Limit => Plan?.Schedule is null ? GoalPlace + 1 ?? Plan?.Planned ?? 0 : Proposed.Count;

    /// <summary>The id after the last trial that will be trained, where ids tell.</summary>
    public long TrialLimit => Plan?.Schedule is null ? Limit : GoalCut.TrialLimit(this);

    /// <summary>The account, now.</summary>
    public Account Account
    {
        get
        {
            if (Plan?.Schedule is not null)
                return ScheduledAccount.Of(this);
            var planned = Plan?.Planned ?? 0;
            var kept = CountBelowLimit(Finished);
            var diverged = GoalPlace is null ? Diverged : Kept(Results).Count(outcome => outcome.Diverged);
            var failed = GoalPlace is null ? Failures.Count : Failures.Count(failure => failure.Place < Limit);
            var cancelled = Ended is null ? CountBelowLimit(Cancelled) : planned - kept;
            return new Account(planned, kept - diverged - failed, 0, diverged, failed, cancelled);
        }
    }

    /// <summary>Whether every trial that counts has a result, is given up or is cancelled.</summary>
    public bool AllDone => Plan?.Schedule is not null ? GoalCut.AllDone(this) : AllKnownDone;

    /// <summary>Whether every place that counts, of those that are known, has a result, is given up or is cancelled.
    /// </summary>
    internal bool AllKnownDone =>
        Open.IsEmpty && CountBelowLimit(Finished) + CountBelowLimit(Cancelled) == Limit;

    /// <summary>Time at work, up to a moment.</summary>
    public TimeSpan ActiveAt(DateTimeOffset now) =>
        Paused || Ended is not null ? ActiveBefore : ActiveBefore + (now - ActiveSince);

    /// <summary>The trials of a range that have no result and may still get one, ascending.</summary>
    public IEnumerable<TrialRange> Unfinished(TrialRange range) =>
        Finished.Missing(range).SelectMany(Cancelled.Missing);

    /// <summary>Whether nobody waits any more for the trials of a lease.</summary>
    public bool IsDecided(Lease lease) => !Unfinished(lease.Range).Any(gap => gap.Start < Limit);

    /// <summary>The trials that may have taken down the worker of a lease with them.</summary>
    /// <remarks>Trials that are attempted one after the other are told as they end; others train together.</remarks>
    public TrialRange Charged(HeldLease held) => Plan!.Attempts.AreRepeatable ? held.Lease.Range : held.Rest;

    private long CountBelowLimit(RangeSet places) =>
        GoalPlace is null ? places.Count : places.CountWithin(new TrialRange(0, Limit));

    private IEnumerable<TrialOutcome> Kept(IEnumerable<ResultSegment> segments) =>
        segments.SelectMany(segment => segment.Outcomes.Take((int)Math.Clamp(Limit - segment.Start, 0, int.MaxValue)));
}
