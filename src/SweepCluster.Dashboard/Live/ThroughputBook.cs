using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Live;

/// <summary>How fast sweeps have run lately, to tell how much longer they will. Immutable.</summary>
/// <remarks>Rates are trials per time at work: pauses and restarts do not count.</remarks>
internal sealed class ThroughputBook
{
    // A sweep's trials differ, so old ones say little about those to come.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100_000);

    private readonly ImmutableDictionary<string, ImmutableList<Mark>> _marks;

    private ThroughputBook(ImmutableDictionary<string, ImmutableList<Mark>> marks) => _marks = marks;

    /// <summary>Knows no sweep yet.</summary>
    public static ThroughputBook Empty { get; } = new(ImmutableDictionary<string, ImmutableList<Mark>>.Empty);

    /// <summary>Adds how sweeps stand now.</summary>
    public ThroughputBook With(IEnumerable<SweepStatus> sweeps, DateTimeOffset now) => new(sweeps
        .Where(sweep => sweep.Course != SweepCourse.Unknown)
        .ToImmutableDictionary(sweep => sweep.SweepId, sweep => With(MarksOf(sweep), sweep, now)));

    /// <summary>Time that a sweep has left at its pace; null if that cannot be told, or it does not run.</summary>
    public TimeSpan? Left(SweepStatus sweep, DateTimeOffset now)
    {
        if (sweep is not { Phase: SweepPhase.Running, Packs: > 0 }
            || !_marks.TryGetValue(sweep.SweepId, out var marks)
            || marks.Count < 2)
            return null;
        var (first, last) = (marks[0], marks[^1]);
        var (done, worked) = (last.Done - first.Done, last.Worked - first.Worked);
        if (worked <= TimeSpan.Zero)
            return null;
        var sinceThen = sweep.Course.WorkedAt(now) - last.Worked;
        var left = (sweep.Account.Planned - last.Done) * worked.TotalSeconds / done - sinceThen.TotalSeconds;
        return TimeSpan.FromSeconds(Math.Clamp(left, 0, Longest.TotalSeconds));
    }

    // A new sweep starts from nothing; one that was over and is retried starts from what is there then.
    private ImmutableList<Mark> MarksOf(SweepStatus sweep) =>
        _marks.GetValueOrDefault(sweep.SweepId, [new(TimeSpan.Zero, 0)]);

    private static ImmutableList<Mark> With(ImmutableList<Mark> marks, SweepStatus sweep, DateTimeOffset now)
    {
        var mark = new Mark(sweep.Course.WorkedAt(now), sweep.Account.Done);
        if (sweep.Phase.IsEnd())
            return [];
        // Waiting for the first slot is not work.
        if (mark.Done == 0 && sweep.Packs == 0)
            return [mark];
        if (marks.IsEmpty || marks[^1].Done > mark.Done || marks[^1].Worked > mark.Worked)
            return [mark];
        if (marks[^1].Done == mark.Done)
            return marks;
        marks = marks.Add(mark);
        while (marks.Count > 2 && mark.Worked - marks[1].Worked >= Lately)
            marks = marks.RemoveAt(0);
        return marks;
    }

    private sealed record Mark(TimeSpan Worked, long Done);
}
