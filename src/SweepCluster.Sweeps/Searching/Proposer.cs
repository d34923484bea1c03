using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Searching;

/// <summary>Proposes a sweep's configurations, a round at a time. Pure, but a round may take long.</summary>
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

    private Proposer(SweepSpec spec)
    {
        (_spec, _sampler) = (spec, spec.Search.MakeSampler(spec.SearchSpace, spec.Seed));
        _rounds = new FixedRounds(spec, _sampler);
    }

    /// <summary>The one of a sweep; null for a grid, which has all its configurations from the beginning.</summary>
    public static Proposer? For(SweepSpec spec) => spec.Search.IsGrid ? null : new Proposer(spec);

    /// <summary>A sweep's first configurations, at most a round of them; random ones if its sampler learns.</summary>
    public static Round WithoutResults(SweepSpec spec)
    {
        var plain = spec.Search.IsInOrder
            ? spec with { Search = spec.Search with { Sampler = SearchRules.RandomWord } }
            : spec;
        return new Proposer(plain)._rounds.After(ProposedTrials.None, CancellationToken.None);
    }

    /// <summary>How many configurations may be proposed by now.</summary>
    public int Wanted(SweepState state)
    {
        if (state.Plan is null || state.Ended is not null || state.GoalPlace is not null)
            return 0;
        var left = _spec.Search.Trials - state.Proposed.Configurations;
        if (_sampler.Learns)
            return (int)Math.Min(left, Decided(state) + _spec.Search.Parallel - state.Proposed.Configurations);
        var isEnough = state.Open.Trials >= (long)RoundLayout.LargestRound * _spec.Repeats;
        return isEnough ? 0 : (int)Math.Min(RoundLayout.LargestRound, left);
    }

    /// <summary>The next round; it has at least one configuration.</summary>
    /// <param name="state">The sweep, of which <see cref="Wanted"/> is greater than 0.</param>
    /// <param name="isEnough">Asked after each configuration of a sampler that learns: whether to stop there.</param>
    /// <param name="cancellation">Asked before each configuration.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public Round Next(SweepState state, Func<bool> isEnough, CancellationToken cancellation)
    {
        if (!_sampler.Learns)
            return _rounds.After(state.Proposed, cancellation);
        var first = (int)state.Proposed.Configurations;
        var seen = Observations(state);
        var known = Enumerable.Range(0, first)
            .Select(index => state.Proposed.OfId((long)index * _spec.Repeats).Configuration.Values).ToList();
        for (var wanted = Wanted(state); wanted > 0; wanted--)
        {
            cancellation.ThrowIfCancellationRequested();
            known.Add(Values(known.Count, seen, known));
            if (isEnough())
                break;
        }

        return RoundLayout.Of(
            _spec, [.. known.Skip(first).Select((values, i) => new Configuration(first + i, values))]);
    }

    private ImmutableArray<SettingValue> Values(
        int index, ImmutableArray<Observation> seen, List<ImmutableArray<SettingValue>> known)
    {
        var looked = Math.Clamp(index - _spec.Search.Parallel + 1, 0, seen.Length);
        return _sampler.Suggested(_spec.Search, index, new History(seen[..looked], [.. known.Skip(looked)]));
    }

    // Trials of a sampler that learns are trained in the order of their ids.
    private long Decided(SweepState state) => state.Finished.Ranges is [{ Start: 0 } done, ..]
        ? done.End / _spec.Repeats
        : 0;

    private ImmutableArray<Observation> Observations(SweepState state)
    {
        var losses = new double?[Decided(state) * _spec.Repeats];
        var aim = _spec.Metric.Aim;
        foreach (var segment in state.Results)
        {
            for (var i = 0; i < segment.Outcomes.Length && segment.Start + i < losses.Length; i++)
            {
                var outcome = segment.Outcomes[i];
                losses[segment.Start + i] = outcome.Diverged ? null : aim.Cost(aim.Of(outcome));
            }
        }

        return
        [
            .. losses.Chunk(_spec.Repeats).Select((repeats, index) => new Observation(
                state.Proposed[(long)index * _spec.Repeats].Configuration.Values,
                repeats.All(loss => loss is not null) ? repeats.Average() : null)),
        ];
    }
}
