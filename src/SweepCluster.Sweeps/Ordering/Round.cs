using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Trials that were proposed at one time: all new ones, or all ones that go on.</summary>
/// <remarks>A fact: it is in the journal, and never worked out again.</remarks>
/// <param name="FirstPlace">The place of the first one in the training order; the rounds before end there.</param>
/// <param name="Trials">The trials in training order; the ids of new ones follow each other, in any order.</param>
/// <param name="GroupSizes">How many of them each fusion group holds, in training order.</param>
public sealed record Round(long FirstPlace, ImmutableArray<Trial> Trials, ImmutableArray<int> GroupSizes)
{
    private readonly Lazy<ImmutableArray<long>> _groupEnds = new(() => EndsOf(FirstPlace, GroupSizes));
    private readonly Lazy<(long First, ImmutableArray<int> Positions)> _byId = new(() => ById(Trials));

    /// <summary>The places of its trials.</summary>
    public TrialRange Range => new(FirstPlace, Trials.Length);

    /// <summary>Whether its trials have been trained before, and go on.</summary>
    public bool GoesOn => Trials[0].Rung > 0;

    /// <summary>The lowest id of its trials.</summary>
    public long FirstId => _byId.Value.First;

    /// <summary>The index of the configuration that comes after those of this round.</summary>
    public long NextIndex => Trials.Max(trial => trial.Configuration.Index) + 1;

    /// <summary>The place after the last trial of the group that holds a place.</summary>
    public long GroupEnd(long place)
    {
        var found = _groupEnds.Value.BinarySearch(place);
        return _groupEnds.Value[found < 0 ? ~found : found + 1];
    }

    /// <summary>The new trial with an id.</summary>
    public Trial OfId(long trialId) => Trials[_byId.Value.Positions[(int)(trialId - FirstId)]];

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

    private static (long, ImmutableArray<int>) ById(ImmutableArray<Trial> trials)
    {
        var first = trials.Min(trial => trial.Id);
        var positions = new int[trials.Max(trial => trial.Id) - first + 1];
        for (var i = 0; i < trials.Length; i++)
            positions[trials[i].Id - first] = i;
        return (first, [.. positions]);
    }
}
