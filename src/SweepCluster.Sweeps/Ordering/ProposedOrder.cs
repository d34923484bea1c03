using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Trials as a sampler proposes them.</summary>
/// <remarks>
/// Those of a sampler that looks at no results are known before they are proposed. Of one that learns, a trial that was
/// not proposed has its id for its place, and a configuration without values; so has one behind a goal, for whether it
/// was proposed before the goal was reached is up to chance.
/// </remarks>
public sealed class ProposedOrder : TrialOrder
{
    private readonly SweepSpec _spec;
    private readonly ImmutableArray<SettingValue> _unknown;
    private readonly FixedRounds? _rounds;
    private readonly Lock _gate = new();
    private ProposedTrials _proposed;

    /// <summary>The order of a search.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="proposed">What was proposed.</param>
    /// <param name="limit">The place after the last trial that will be trained.</param>
    public ProposedOrder(SweepSpec spec, ProposedTrials proposed, long limit)
    {
        (_spec, _proposed) = (spec, proposed);
        _rounds = spec.Search.IsInOrder
            ? null
            : new FixedRounds(spec, spec.Search.MakeSampler(spec.SearchSpace, spec.Seed));
        Known = _rounds is null ? Math.Min(limit, proposed.Count) : spec.Planned;
        _unknown = [.. spec.SearchSpace.Parameters.Select(_ => SettingValue.None)];
    }

    /// <inheritdoc/>
    public override long Planned => _spec.Planned;

    /// <summary>Number of trials whose settings are known, from the first on.</summary>
    public long Known { get; }

    /// <inheritdoc/>
    public override ITrialGroups Groups => UpTo(Known - 1);

    /// <inheritdoc/>
    public override Trial this[long place] => place < Known ? UpTo(place)[place] : Unknown(place);

    /// <inheritdoc/>
    public override long IdAt(long place) => this[place].Id;

    /// <inheritdoc/>
    public override long PlaceOf(long trialId) => trialId < Known ? UpTo(trialId).OfId(trialId).Place : trialId;

    // Ids and places of a round fill the same interval.
    private ProposedTrials UpTo(long place)
    {
        lock (_gate)
        {
            while (_rounds is not null && _proposed.Count <= place)
                _proposed = _proposed.With(_rounds.After(_proposed, CancellationToken.None));
            return _proposed;
        }
    }

    private Trial Unknown(long id)
    {
        var (index, repeat) = Math.DivRem(id, _spec.Repeats);
        return new Trial(id, new Configuration(index, _unknown), (int)repeat) { Place = id };
    }
}
