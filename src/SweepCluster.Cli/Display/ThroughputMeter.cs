namespace SweepCluster.Cli.Display;

/// <summary>Measures how fast a sweep goes, over the last part of the time in which it could.</summary>
/// <remarks>
/// Pauses, outages of the journal and absences of the coordinator do not count. Trials are recorded in packs, so the
/// time since the last pack counts only once it is longer than any between packs; the rate holds from pack to pack.
/// </remarks>
internal sealed class ThroughputMeter
{
    private const int FewestChanges = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly List<(TimeSpan Active, long Done)> _changes = [];
    private TimeSpan _active;
    private TimeSpan _seenAt;
    private bool _wasGoing;

    /// <summary>The pace at a moment.</summary>
    /// <param name="view">What is seen then.</param>
    /// <param name="now">Time since the watching began; later than at any call before.</param>
    public Throughput Of(SweepView view, TimeSpan now)
    {
        if (_wasGoing)
            _active += now - _seenAt;
        (_seenAt, _wasGoing) = (now, view.IsGoing);
        if (view.IsUpToDate)
            Note(view.Trained);
        var rate = Rate();
        return new Throughput(rate, view.SecondsLeft is { } left ? TimeSpan.FromSeconds(left) : Left(view, rate));
    }

    // Fewer trials are done than before if some are trained again.
    private void Note(long done)
    {
        if (_changes.Count > 0 && done < _changes[^1].Done)
            _changes.Clear();
        if (_changes.Count == 0 || done > _changes[^1].Done)
            _changes.Add((_active, done));
        while (_changes.Count > FewestChanges && _active - _changes[1].Active > Window)
            _changes.RemoveAt(0);
    }

    private double Rate()
    {
        if (_changes.Count < 2)
            return 0;
        var gaps = _changes.Zip(_changes.Skip(1), (one, next) => next.Active - one.Active);
        var overdue = _active - _changes[^1].Active - gaps.Max();
        var span = _changes[^1].Active - _changes[0].Active + (overdue > TimeSpan.Zero ? overdue : TimeSpan.Zero);
        return (_changes[^1].Done - _changes[0].Done) / Math.Max(span.TotalSeconds, 1e-3);
    }

    private static TimeSpan? Left(SweepView view, double rate)
    {
        var seconds = (view.Account.Planned - view.Account.Done) / rate;
        return rate > 0 && seconds > 0 && view.Running > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 1e8)) : null;
    }
}
