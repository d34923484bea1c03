using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Scheduling;

/// <summary>Where trials stand that wait until it is decided whether they go on.</summary>
/// <remarks>
/// They save time, and no result depends on them: never in the journal, and no more than memory allows.
/// </remarks>
public sealed record RestingCheckpoints
{
    private const long MostBytes = 256 << 20;

    private ImmutableDictionary<long, PackCheckpoint> _byTrial = ImmutableDictionary<long, PackCheckpoint>.Empty;
    private long _bytes;

    private RestingCheckpoints()
    {
    }

    /// <summary>None.</summary>
    public static RestingCheckpoints None { get; } = new();

    /// <summary>With those of trials that have come as far as they were to.</summary>
    /// <param name="checkpoint">The last one of their pack.</param>
    /// <param name="trials">The trials; others, or earlier ones, are left out.</param>
    public RestingCheckpoints With(PackCheckpoint checkpoint, IEnumerable<Trial> trials)
    {
        var kept = this;
        foreach (var trial in trials)
        {
            if (checkpoint.Of(new TrialRange(trial.Place, 1)) is { Trials: [{ Reached: var reached }] } own
                && reached == trial.Steps
                && kept._bytes + own.Bytes <= MostBytes
                && !kept._byTrial.ContainsKey(trial.Id))
                kept = new() { _byTrial = kept._byTrial.Add(trial.Id, own), _bytes = kept._bytes + own.Bytes };
        }

        return kept;
    }

    /// <summary>Those that have files of their own, which must be kept for them.</summary>
    public IEnumerable<PackCheckpoint> WithFiles =>
        _byTrial.Values.Where(own => own.Trials[0].KeptFiles is not null).OrderBy(own => own.Start);

    /// <summary>Where the packs of a round can go on from: those all of whose trials stand at the same step.</summary>
    public IEnumerable<PackCheckpoint> Of(Round round)
    {
        var start = 0;
        foreach (var size in round.GroupSizes)
        {
            var trials = round.Trials.Slice(start, size);
            start += size;
            var found = trials.Select(trial => _byTrial.GetValueOrDefault(trial.Id)).OfType<PackCheckpoint>()
                .Select(own => own.Trials[0]).ToList();
            if (found.Count == size && found.All(own => own.Reached == found[0].Reached))
                yield return new PackCheckpoint(trials[0].Place, [.. found]);
        }
    }

    /// <summary>Without the trials of a round, which go on, and without those that do not.</summary>
    /// <param name="round">The round.</param>
    /// <param name="isOver">Whether it is decided that a trial does not go on.</param>
    public RestingCheckpoints Without(Round round, Func<long, bool> isOver)
    {
        var over = _byTrial.Keys.Where(isOver).Concat(round.Trials.Select(trial => trial.Id));
        var left = _byTrial.RemoveRange(over);
        return new() { _byTrial = left, _bytes = left.Values.Sum(own => own.Bytes) };
    }
}
