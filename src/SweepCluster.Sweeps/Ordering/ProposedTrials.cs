using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>What a sampler has proposed so far, round after round.</summary>
public sealed record ProposedTrials : ITrialGroups
{
    private readonly ImmutableList<Round> _rounds;

    private ProposedTrials(ImmutableList<Round> rounds) => _rounds = rounds;

    /// <summary>Nothing yet.</summary>
    public static ProposedTrials None { get; } = new([]);

    /// <summary>The rounds, in order.</summary>
    public IReadOnlyList<Round> Rounds => _rounds;

    /// <summary>Number of trials.</summary>
    public long Count => _rounds.IsEmpty ? 0 : _rounds[^1].Range.End;

    /// <summary>Number of configurations.</summary>
    public long Configurations => _rounds.IsEmpty ? 0 : _rounds[^1].NextIndex;

    /// <summary>The trial at a place of the training order.</summary>
    public Trial this[long place]
    {
        get
        {
            var round = RoundAt(place);
            return round.Trials[(int)(place - round.FirstPlace)];
        }
    }

    /// <summary>With another round.</summary>
    /// <exception cref="ArgumentException">It does not begin where the rounds before end.</exception>
    public ProposedTrials With(Round round) => round.FirstPlace == Count
        ? new(_rounds.Add(round))
        : throw new ArgumentException($"A round begins at {round.FirstPlace}, not at {Count}.", nameof(round));

    /// <summary>The trial with an id.</summary>
    public Trial OfId(long trialId) => RoundAt(trialId).OfId(trialId);

    /// <summary>The trials of a range.</summary>
    public ImmutableArray<Trial> Of(TrialRange range)
    {
        var trials = ImmutableArray.CreateBuilder<Trial>((int)range.Count);
        for (var place = range.Start; place < range.End; place++)
            trials.Add(this[place]);
        return trials.MoveToImmutable();
    }

    /// <inheritdoc/>
    public long EndOf(long place) => RoundAt(place).GroupEnd(place);

    /// <inheritdoc/>
    public long PackCount(TrialRange range) => this.Packs(range).LongCount();

    /// <inheritdoc/>
    public bool Equals(ProposedTrials? other) => other is not null && _rounds.SequenceEqual(other._rounds);

    /// <inheritdoc/>
    public override int GetHashCode() => _rounds.Count;

    // Ids and places of a round fill the same interval.
    private Round RoundAt(long place)
    {
        var (low, high) = (0, _rounds.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_rounds[middle].FirstPlace <= place)
                low = middle;
            else
                high = middle - 1;
        }

        return _rounds[low];
    }
}
