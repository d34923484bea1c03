using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>What was proposed so far, round after round: new trials, and trials that go on.</summary>
public sealed record ProposedTrials : ITrialGroups
{
    private readonly ImmutableList<Round> _rounds;
    private readonly ImmutableList<Round> _new;
    private readonly ImmutableDictionary<long, ImmutableList<long>> _later;

    private ProposedTrials(
        ImmutableList<Round> rounds, ImmutableList<Round> news, ImmutableDictionary<long, ImmutableList<long>> later) =>
        (_rounds, _new, _later) = (rounds, news, later);

    /// <summary>Nothing yet.</summary>
    public static ProposedTrials None { get; } = new([], [], ImmutableDictionary<long, ImmutableList<long>>.Empty);

    /// <summary>The rounds, in order.</summary>
    public IReadOnlyList<Round> Rounds => _rounds;

    /// <summary>Number of places: a trial that goes on has another one for that.</summary>
    public long Count => _rounds.IsEmpty ? 0 : _rounds[^1].Range.End;

    /// <summary>Number of trials.</summary>
    public long Trials => _new.IsEmpty ? 0 : _new[^1].FirstId + _new[^1].Trials.Length;

    /// <summary>Number of configurations.</summary>
    public long Configurations => _new.IsEmpty ? 0 : _new[^1].NextIndex;

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
    public ProposedTrials With(Round round)
    {
        if (round.FirstPlace != Count)
            throw new ArgumentException($"A round begins at {round.FirstPlace}, not at {Count}.", nameof(round));
        return round.GoesOn
            ? new(_rounds.Add(round), _new, round.Trials.Aggregate(_later, WithLater))
            : new(_rounds.Add(round), _new.Add(round), _later);
    }

    /// <summary>The trial with an id, as it was when it was new.</summary>
    public Trial OfId(long trialId) => Last(_new, round => round.FirstId <= trialId).OfId(trialId);

    /// <summary>All places of a trial, in the order in which it got them.</summary>
    public IEnumerable<long> PlacesOf(long trialId) =>
        _later.GetValueOrDefault(trialId, []).Prepend(OfId(trialId).Place);

    /// <summary>The place that a trial got last.</summary>
    public long LastPlaceOf(long trialId) =>
        _later.TryGetValue(trialId, out var later) ? later[^1] : OfId(trialId).Place;

    /// <summary>Whether the trial at a place has been trained before, and goes on.</summary>
    public bool GoesOn(long place) => RoundAt(place).GoesOn;

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

    private static ImmutableDictionary<long, ImmutableList<long>> WithLater(
        ImmutableDictionary<long, ImmutableList<long>> later, Trial trial) =>
        later.SetItem(trial.Id, later.GetValueOrDefault(trial.Id, []).Add(trial.Place));

    private Round RoundAt(long place) => Last(_rounds, round => round.FirstPlace <= place);

    private static Round Last(ImmutableList<Round> rounds, Predicate<Round> isBelow)
    {
        var (low, high) = (0, rounds.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (isBelow(rounds[middle]))
                low = middle;
            else
                high = middle - 1;
        }

        return rounds[low];
    }
}
