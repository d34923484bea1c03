using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Client;

/// <summary>What a client has of a sweep's results; each part from the cluster adds to it.</summary>
/// <remarks>Immutable and shares what was there: a part costs its own size, not that of all results.</remarks>
public sealed class GrowingResults
{
    private readonly SweepSpec _spec;
    private readonly SweepState _state;

    private GrowingResults(SweepSpec spec, SweepState state) => (_spec, _state) = (spec, state);

    /// <summary>What to ask for next.</summary>
    public ResultsCursor Next { get; private init; } = ResultsCursor.Start;

    /// <summary>Whether the last part had all results that the cluster had then.</summary>
    public bool HasAll { get; private init; }

    /// <summary>Nothing yet.</summary>
    public static GrowingResults Of(SweepSpec spec, string fingerprint) =>
        new(spec, SweepState.Empty with { Plan = SweepPlan.For(spec, fingerprint) });

    /// <summary>With the part that <see cref="Next"/> asked for; the same instance if nothing in it is new.</summary>
    public GrowingResults With(SweepProtocol.SweepResultsPart reply)
    {
        var isSameEnd = (reply.Part.GoalPlace, reply.Part.Ended) == (_state.GoalPlace, _state.Ended);
        if (HasAll && reply.Next == Next && isSameEnd)
            return this;
        var before = reply.Next.Generation == Next.Generation ? _state : SweepState.Empty with { Plan = _state.Plan };
        return new GrowingResults(_spec, With(before, reply.Part)) { Next = reply.Next, HasAll = reply.IsLast };
    }

    /// <summary>All of them, ranked.</summary>
    public SweepResults Ranked() => SweepResults.Of(_spec, _state);

    private static SweepState With(SweepState state, ResultsPart part) => Arrived(Grown(state, part), part);

    private static SweepState Arrived(SweepState state, ResultsPart part) => state with
    {
        Rungs = state.Arrivals is { } arrivals ? Arrived(state.Rungs, arrivals, part) : state.Rungs,
    };

    private static RungBook Arrived(RungBook book, RungArrivals arrivals, ResultsPart part)
    {
        book = part.Rounds.Where(round => round.GoesOn)
            .Aggregate(book, (all, round) => all.GoneOn(arrivals.Plan, round.Trials));
        book = part.Segments.Aggregate(
            book, (all, segment) => arrivals.After(all, segment.Start, segment.Outcomes));
        return part.Failures.Aggregate(book, (all, failure) => arrivals.AfterFailure(all, failure.Place));
    }

    private static SweepState Grown(SweepState state, ResultsPart part) => state with
    {
        Proposed = part.Rounds.Aggregate(state.Proposed, (all, round) => all.With(round)),
        Results = state.Results.AddRange(part.Segments),
        Failures = state.Failures.AddRange(part.Failures),
        Attempts = state.Attempts.AddRange(part.Attempts),
        Finished = part.Segments.Select(segment => new TrialRange(segment.Start, segment.Outcomes.Length))
            .Concat(part.Failures.Select(failure => new TrialRange(failure.Place, 1)))
            .Aggregate(state.Finished, (set, range) => set.Add(range)),
        Diverged = state.Diverged + part.Segments.Sum(segment => segment.Outcomes.Count(outcome => outcome.Diverged)),
        References = part.References.IsEmpty ? state.References : part.References,
        GoalPlace = part.GoalPlace,
        Ended = part.Ended,
    };
}
