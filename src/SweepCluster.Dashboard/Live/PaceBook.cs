using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Live;

/// <summary>How fast sweeps have gone of late, to tell how long they will go on. Immutable.</summary>
/// <remarks>Rates are of trials per time at work: pauses and restarts count in neither.</remarks>
internal sealed class PaceBook
{
    // A sweep's trials differ, so what was long ago tells little of what comes.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100_000);

    private readonly ImmutableDictionary<string, ImmutableList<Mark>> _marks;

    private PaceBook(ImmutableDictionary<string, ImmutableList<Mark>> marks) => _marks = marks;

    /// <summary>Nothing is known yet.</summary>
    public static PaceBook Empty { get; } = new(ImmutableDictionary<string, ImmutableList<Mark>>.Empty);

    /// <summary>With how sweeps stand now.</summary>
    public PaceBook With(IEnumerable<SweepStatus> sweeps, DateTimeOffset now) => new(sweeps
        .Where(sweep => sweep.Course != SweepCourse.Unknown)
        .ToImmutableDictionary(sweep => sweep.SweepId, sweep => With(MarksOf(sweep), sweep, now)));

    /// <summary>Time that a sweep has left at its pace; null where that cannot be told, or it does not go on.</summary>
    public TimeSpan? Left(SweepStatus sweep, DateTimeOffset now)
    {
        if (sweep is not { Phase: SweepPhase.Running, Packs: > 0 } || !_marks.TryGetValue(sweep.SweepId, out var marks) || marks.Count < 2)
            return null;
        var (first, last) = (marks[0], marks[^1]);
        var (done, worked) = (last.Done - first.Done, last.Worked - first.Worked);
        if (worked <= TimeSpan.Zero)
            return null;
        var sinceThen = sweep.Course.WorkedAt(now) - last.Worked;
        var left = (sweep.Account.Planned - last.Done) * worked.TotalSeconds / done - sinceThen.TotalSeconds;
        return TimeSpan.FromSeconds(Math.Clamp(left, 0, Longest.TotalSeconds));
    }

    // One that is seen for the first time began with nothing; one that was over goes on with what it had.
    private ImmutableList<Mark> MarksOf(SweepStatus sweep) => _marks.GetValueOrDefault(sweep.SweepId, [new(TimeSpan.Zero, 0)]);

    private static ImmutableList<Mark> With(ImmutableList<Mark> marks, SweepStatus sweep, DateTimeOffset now)
    {
        var mark = new Mark(sweep.Course.WorkedAt(now), sweep.Account.Done);
        if (sweep.Phase.IsEnd())
            return [];
        // What was waited for the first slot is no time at work.
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
