using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Trials as a sampler proposes them.</summary>
/// <remarks>
/// Those of a sampler that looks at no results are known before they are proposed, unless a scheduler has a say. Of
/// others, a trial that was not proposed has a configuration without values; so has one behind a goal, for whether it
/// was proposed before the goal was reached is up to chance.
/// </remarks>
public sealed class ProposedOrder : TrialOrder
{
    private readonly SweepSpec _spec;
    private readonly ImmutableArray<SettingValue> _unknown;
    private readonly Lazy<FixedRounds>? _rounds;
    private readonly Lock _gate = new();
    private ProposedTrials _proposed;

    /// <summary>The order of a search.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="proposed">What was proposed.</param>
    /// <param name="limit">The id after the last trial that will be trained.</param>
    public ProposedOrder(SweepSpec spec, ProposedTrials proposed, long limit)
    {
        (_spec, _proposed) = (spec, proposed);
        _rounds = spec.Search.IsForeseen
            ? new(() => new FixedRounds(spec, spec.Search.MakeSampler(spec.SearchSpace, spec.Seed)))
            : null;
        Known = _rounds is null ? Math.Min(limit, proposed.Trials) : spec.Planned;
        _unknown = [.. spec.SearchSpace.Parameters.Select(_ => SettingValue.None)];
    }

    /// <inheritdoc/>
    public override long Planned => _spec.Planned;

    /// <summary>Number of trials whose settings are known, from the first on.</summary>
    public long Known { get; }

    /// <inheritdoc/>
    public override ITrialGroups Groups => UpTo(Known - 1);

    /// <inheritdoc/>
    public override Trial this[long place]
    {
        get
        {
            var known = UpTo(place);
            return place < known.Count && known[place] is var trial && trial.Id < Known
                ? trial
                : Unknown(place < known.Count ? known[place].Id : place - known.Count + known.Trials, place);
        }
    }

    /// <inheritdoc/>
    public override long IdAt(long place) => this[place].Id;

    /// <inheritdoc/>
    public override long PlaceOf(long trialId)
    {
        var known = UpTo(trialId);
        return trialId < known.Trials ? known.LastPlaceOf(trialId) : known.Count + trialId - known.Trials;
    }

    /// <inheritdoc/>
    public override IEnumerable<long> PlacesOf(long trialId)
    {
        var known = UpTo(trialId);
        return trialId < known.Trials ? known.PlacesOf(trialId) : [PlaceOf(trialId)];
    }

    // If the rounds are foreseen, ids and places of a round fill the same interval.
    private ProposedTrials UpTo(long place)
    {
        if (_rounds is null)
            return _proposed;
        lock (_gate)
        {
            while (_proposed.Count <= place && _proposed.Trials < _spec.Planned)
                _proposed = _proposed.With(
                    _rounds.Value.After(_proposed, RoundLayout.LargestRound, CancellationToken.None));
            return _proposed;
        }
    }

    private Trial Unknown(long id, long place)
    {
        var (index, repeat) = Math.DivRem(id, _spec.Repeats);
        return new Trial(id, new Configuration(index, _unknown), (int)repeat) { Place = place };
    }
}
