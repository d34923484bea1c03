using System.Collections.Immutable;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Searching;

/// <summary>The courses of the trials that were trained to their end, for a scheduler that compares courses.</summary>
/// <remarks>Not safe for several threads: it keeps what it has looked at, as results are only ever added.</remarks>
/// <param name="spec">The sweep.</param>
/// <param name="schedule">Its scheduler's plan.</param>
internal sealed class Courses(SweepSpec spec, SchedulePlan? schedule)
{
    private readonly SortedList<long, (long Index, ImmutableArray<double> Costs)> _ended = [];
    private int _segments;

    /// <summary>The limits of a trial that may be compared with those of the first configurations.</summary>
    /// <param name="state">The sweep.</param>
    /// <param name="count">How many configurations.</param>
    public ImmutableArray<double> LimitsAfter(SweepState state, int count)
    {
        if (schedule is not { Scheduler.ComparesCourses: true, Curve: { } curve })
            return [];
        for (; _segments < state.Results.Count; _segments++)
            Look(state, state.Results[_segments], curve);
        return schedule.Scheduler.Limits(
            [.. _ended.Values.Where(each => each.Index < count).Select(each => each.Costs)]);
    }

    private void Look(SweepState state, ResultSegment segment, int curve)
    {
        foreach (var (place, outcome) in segment.Placed())
        {
            var trial = state.Proposed[place];
            var course = Course.Of(outcome, curve, spec.Metric.Aim);
            if (!outcome.Diverged && !Course.IsStopped(course, trial.Limits))
                _ended[trial.Id] = (trial.Configuration.Index, course);
        }
    }
}
