using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

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

    /// <summary>Trials that wait for a slot, in training order.</summary>
    public ImmutableArray<OpenRange> Open { get; init; } = [];

    /// <summary>Trials in training, by lease id.</summary>
    public ImmutableSortedDictionary<long, Lease> Leases { get; init; } = ImmutableSortedDictionary<long, Lease>.Empty;

    /// <summary>Places of the trials that have a result or were given up.</summary>
    public RangeSet Finished { get; init; } = RangeSet.Empty;

    /// <summary>Results in order of arrival.</summary>
    public ImmutableList<ResultSegment> Results { get; init; } = [];

    /// <summary>Trials given up, in order of arrival.</summary>
    public ImmutableList<FailedTrial> Failures { get; init; } = [];

    /// <summary>Every attempt that has ended, in order of arrival.</summary>
    public ImmutableList<Attempt> Attempts { get; init; } = [];

    /// <summary>The id of the next lease.</summary>
    public long NextLease { get; init; } = 1;

    /// <summary>RMSE of the least-squares optimum; null before the first result.</summary>
    public double? OptimumRmse { get; init; }

    /// <summary>Number of diverged trials among the results.</summary>
    public long Diverged { get; init; }

    /// <summary>The first place, in training order, whose trial reached the goal; null while none has.</summary>
    public long? GoalPlace { get; init; }

    /// <summary>When the sweep began, or went on after its last restart.</summary>
    public DateTimeOffset ActiveSince { get; init; }

    /// <summary>When the last event happened.</summary>
    public DateTimeOffset LastEventAt { get; init; }

    /// <summary>Time at work before the last restart.</summary>
    public TimeSpan ActiveBefore { get; init; }

    /// <summary>Why the sweep is over; null while it goes on.</summary>
    public EndReason? Ended { get; init; }

    /// <summary>The place after the last trial that will be trained: a goal cuts the rest off.</summary>
    public long Limit => GoalPlace + 1 ?? Plan?.Planned ?? 0;

    /// <summary>Trials that wait for a slot and will be trained.</summary>
    public long OpenTrials => Open.Sum(open => Math.Max(0, Math.Min(open.Range.End, Limit) - open.Range.Start));

    /// <summary>The account, now.</summary>
    public Account Account
    {
        get
        {
            var planned = Plan?.Planned ?? 0;
            var kept = GoalPlace is null ? Finished.Count : Finished.CountWithin(new TrialRange(0, Limit));
            var diverged = GoalPlace is null ? Diverged : Kept(Results).Count(outcome => outcome.Diverged);
            var failed = Failures.Count(failure => failure.Place < Limit);
            var cancelled = Ended is null ? 0 : planned - kept;
            return new Account(planned, kept - diverged - failed, 0, diverged, failed, cancelled);
        }
    }

    /// <summary>An outcome's value of the metric that trials are ranked on.</summary>
    public static double ObjectiveOf(TrialOutcome outcome, Objective objective) => objective switch
    {
        Objective.Rmse => outcome.Rmse,
        Objective.Mae => outcome.Mae,
        Objective.ValidationRmse => outcome.ValidationRmse!.Value,
        Objective.ValidationMae => outcome.ValidationMae!.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "No such objective."),
    };

    private IEnumerable<TrialOutcome> Kept(IEnumerable<ResultSegment> segments) =>
        segments.SelectMany(segment => segment.Outcomes.Take((int)Math.Clamp(Limit - segment.Start, 0, int.MaxValue)));
}
