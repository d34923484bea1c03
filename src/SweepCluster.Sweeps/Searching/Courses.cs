using System.Collections.Immutable;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Searching;

/// <summary>The courses of the trials that were trained to their end, for a scheduler that compares courses.</summary>
internal sealed class Courses
{
    private readonly SchedulePlan? _schedule;
    private readonly List<(long Index, long TrialId, ImmutableArray<double> Costs)> _ended = [];

    private Courses(SweepSpec spec, SweepState state)
    {
        if (state.Plan!.Schedule is not { Scheduler.ComparesCourses: true, Curve: { } curve } schedule)
            return;
        _schedule = schedule;
        foreach (var segment in state.Results)
        {
            for (var i = 0; i < segment.Outcomes.Length; i++)
            {
                var (trial, outcome) = (state.Proposed[segment.Start + i], segment.Outcomes[i]);
                var course = Course.Of(outcome, curve, spec.Metric.Aim);
                if (!outcome.Diverged && !Course.IsStopped(course, trial.Limits))
                    _ended.Add((trial.Configuration.Index, trial.Id, course));
            }
        }

        _ended.Sort((one, other) => one.TrialId.CompareTo(other.TrialId));
    }

    /// <summary>Those of a sweep as it is; none unless its scheduler compares them.</summary>
    public static Courses Of(SweepSpec spec, SweepState state) => new(spec, state);

    /// <summary>The limits of a trial that may be compared with those of the first configurations.</summary>
    /// <param name="count">How many configurations.</param>
    public ImmutableArray<double> LimitsAfter(int count) => _schedule is null
        ? []
        : _schedule.Scheduler.Limits([.. _ended.Where(each => each.Index < count).Select(each => each.Costs)]);
}
