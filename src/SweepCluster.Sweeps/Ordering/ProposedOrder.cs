using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Trials as a sampler proposes them.</summary>
/// <remarks>
/// A trial that is not proposed yet has its id for its place, and a configuration without values: rounds fill the order
/// from its beginning, and change no id but those of their own places.
/// </remarks>
/// <param name="spec">The sweep.</param>
/// <param name="proposed">What was proposed.</param>
public sealed class ProposedOrder(SweepSpec spec, ProposedTrials proposed) : TrialOrder
{
    private readonly ImmutableArray<SettingValue> _unknown =
        [.. spec.SearchSpace.Parameters.Select(_ => SettingValue.None)];

    /// <inheritdoc/>
    public override long Planned => spec.Planned;

    /// <summary>Number of trials that were proposed.</summary>
    public long Known => proposed.Count;

    /// <inheritdoc/>
    public override ITrialGroups Groups => proposed;

    /// <inheritdoc/>
    public override Trial this[long place] => place < proposed.Count ? proposed[place] : Unknown(place);

    /// <inheritdoc/>
    public override long IdAt(long place) => this[place].Id;

    /// <inheritdoc/>
    public override long PlaceOf(long trialId) =>
        trialId < proposed.Count ? proposed.OfId(trialId).Place : trialId;

    private Trial Unknown(long id)
    {
        var (index, repeat) = Math.DivRem(id, spec.Repeats);
        return new Trial(id, new Configuration(index, _unknown), (int)repeat) { Place = id };
    }
}
