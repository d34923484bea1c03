using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Searching;

/// <summary>Proposes a sweep's trials, a round at a time; each rests on its arguments, and may take long.</summary>
/// <remarks>
/// Configuration k of a sampler that learns rests on the results of those up to k - parallel, in the order of their
/// indices, and on the values of those after: never on who was faster. So the configurations are the same with any
/// number of slots, and after any restart; only how many come in one round depends on when it is asked for.
/// </remarks>
public sealed class Proposer
{
    private readonly SweepSpec _spec;
    private readonly ISampler _sampler;
    private readonly FixedRounds _rounds;
    private readonly NewTrials _trials;
    private readonly SchedulePlan? _schedule;
    private readonly Courses _courses;
    private readonly Promotions? _promotions;

    private Proposer(SweepSpec spec)
    {
        (_spec, _sampler) = (spec, spec.Search.MakeSampler(spec.SearchSpace, spec.Seed));
        (_rounds, _trials, _schedule) = (new FixedRounds(spec, _sampler), new NewTrials(spec), SchedulePlan.For(spec));
        _courses = new Courses(spec, _schedule);
        _promotions = _schedule is null ? null : new Promotions(spec, _schedule);
    }

    // Whoever is free takes what has proven best by then, so nothing is proposed before somebody is.
    private bool DecidesLate => _schedule is { Scheduler.IsRepeatable: false };

    private int MostAtOnce => DecidesLate ? _spec.Objective.PackVector : RoundLayout.LargestRound;

    /// <summary>The one of a sweep; null for a grid, which has all its configurations from the beginning.</summary>
    public static Proposer? For(SweepSpec spec) => spec.Search.IsGrid ? null : new Proposer(spec);

    /// <summary>A sweep's first configurations, at most a round of them; random ones if its sampler learns.</summary>
    public static Round WithoutResults(SweepSpec spec)
    {
        var plain = spec.Search.Learns
            ? spec with { Search = spec.Search with { Sampler = SearchRules.RandomWord } }
            : spec;
        return new Proposer(plain)
            ._rounds.After(ProposedTrials.None, RoundLayout.LargestRound, CancellationToken.None);
    }

    /// <summary>Whether a round may be proposed by now.</summary>
    /// <param name="state">The sweep.</param>
    /// <param name="hasWaiting">Whether a slot waits for trials.</param>
    public bool IsDue(SweepState state, bool hasWaiting)
    {
        if (state.Plan is null || state.Ended is not null || (DecidesLate && !(hasWaiting && state.Open.IsEmpty)))
            return false;
        return _promotions?.AreDue(state) == true || Wanted(state) > 0;
    }

    /// <summary>The next round; it has at least one trial.</summary>
    /// <param name="state">The sweep, for which one is due (<see cref="IsDue"/>).</param>
    /// <param name="isEnough">Asked after each configuration that rests on results: whether to stop there.</param>
    /// <param name="cancellation">Asked before each configuration.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public Round Next(SweepState state, Func<bool> isEnough, CancellationToken cancellation)
    {
        if (_promotions?.AreDue(state) == true)
            return _promotions.Next(state, MostAtOnce);
        return _spec.Search.IsInOrder
            ? InOrder(state, isEnough, cancellation)
            : _rounds.After(state.Proposed, (int)Wanted(state), cancellation);
    }

    // How many new configurations may be proposed.
    private long Wanted(SweepState state)
    {
        if (_schedule is null && state.GoalPlace is not null)
            return 0;
        var end = _schedule is null ? _spec.Search.Trials : GoalCut.TrialLimit(state) / _spec.Repeats;
        var left = Math.Min(end - state.Proposed.Configurations, MostAtOnce);
        if (_spec.Search.IsInOrder)
            return Math.Min(
                left, Observations.Decided(_spec, state) + _spec.Search.Parallel - state.Proposed.Configurations);
        var isEnough = state.Open.Trials >= (long)RoundLayout.LargestRound * _spec.Repeats;
        return isEnough ? 0 : left;
    }

    private Round InOrder(SweepState state, Func<bool> isEnough, CancellationToken cancellation)
    {
        var first = (int)state.Proposed.Configurations;
        var known = Enumerable.Range(0, first)
            .Select(index => state.Proposed.OfId((long)index * _spec.Repeats).Configuration.Values).ToList();
        var decided = (int)Observations.Decided(_spec, state);
        var observations = Observations.Of(_spec, state);
        var trials = new List<Trial>();
        for (var wanted = Wanted(state); wanted > 0; wanted--)
        {
            cancellation.ThrowIfCancellationRequested();
            var looked = Math.Clamp(known.Count - _spec.Search.Parallel + 1, 0, decided);
            known.Add(Values(known.Count, looked, observations, known));
            var configuration = new Configuration(known.Count - 1, known[^1]);
            trials.AddRange(_trials.Of(configuration, _courses.LimitsAfter(state, looked)));
            if (isEnough())
                break;
        }

        return RoundLayout.Of(_spec, state.Proposed.Count, trials);
    }

    private ImmutableArray<SettingValue> Values(
        int index, int looked, Observations observations, List<ImmutableArray<SettingValue>> known)
    {
        var history = _sampler.Learns
            ? new History(observations.First(looked), [.. known.Skip(looked)])
            : new History([], _spec.Search.Points);
        return _sampler.Suggested(_spec.Search, index, history);
    }
}
