using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Trials that a sampler proposed at one time.</summary>
/// <remarks>A fact: it is in the journal, and never worked out again.</remarks>
/// <param name="FirstPlace">The place of the first one in the training order; the rounds before end there.</param>
/// <param name="Trials">The trials in training order; their ids are those places, in any order.</param>
/// <param name="GroupSizes">How many of them each fusion group holds, in training order.</param>
public sealed record Round(long FirstPlace, ImmutableArray<Trial> Trials, ImmutableArray<int> GroupSizes)
{
    private readonly Lazy<ImmutableArray<long>> _groupEnds = new(() => EndsOf(FirstPlace, GroupSizes));
    private readonly Lazy<ImmutableArray<int>> _byId = new(() => ById(FirstPlace, Trials));

    /// <summary>The places of its trials.</summary>
    public TrialRange Range => new(FirstPlace, Trials.Length);

    /// <summary>The index of the configuration that comes after those of this round.</summary>
    public long NextIndex => Trials.Max(trial => trial.Configuration.Index) + 1;

    /// <summary>The place after the last trial of the group that holds a place.</summary>
    public long GroupEnd(long place)
    {
        var found = _groupEnds.Value.BinarySearch(place);
        return _groupEnds.Value[found < 0 ? ~found : found + 1];
    }

    /// <summary>The trial with an id.</summary>
    public Trial OfId(long trialId) => Trials[_byId.Value[(int)(trialId - FirstPlace)]];

    /// <inheritdoc/>
    public bool Equals(Round? other) => other is not null && FirstPlace == other.FirstPlace
        && Trials.SequenceEqual(other.Trials) && GroupSizes.SequenceEqual(other.GroupSizes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FirstPlace, Trials.Length);

    private static ImmutableArray<long> EndsOf(long firstPlace, ImmutableArray<int> sizes)
    {
        var ends = ImmutableArray.CreateBuilder<long>(sizes.Length);
        var end = firstPlace;
        foreach (var size in sizes)
            ends.Add(end += size);
        return ends.MoveToImmutable();
    }

    private static ImmutableArray<int> ById(long firstPlace, ImmutableArray<Trial> trials)
    {
        var positions = new int[trials.Length];
        for (var i = 0; i < trials.Length; i++)
            positions[trials[i].Id - firstPlace] = i;
        return [.. positions];
    }
}
