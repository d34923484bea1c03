using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Scheduling;

/// <summary>The costs of a trial, step by step, and where limits stop it.</summary>
public static class Course
{
    // A program may call a step as it likes.
    private const int MostSteps = 1_000_000;

    /// <summary>The costs of an outcome: one per step from 1 on, that of the last point up to the step.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="curve">The curve of the metric, by its place.</param>
    /// <param name="aim">What trials are ranked on.</param>
    /// <returns>Infinite before the first point.</returns>
    public static ImmutableArray<double> Of(TrialOutcome outcome, int curve, Aim aim)
    {
        var points = outcome.Curve(curve);
        var costs = new List<double>();
        for (var point = 0; point < points.Length; point++)
            Add(costs, outcome.StepOf(point), aim.Cost(points[point]));
        return [.. costs];
    }

    /// <summary>Adds the cost at a step; up to there, it was that of the point before.</summary>
    public static void Add(List<double> costs, double step, double cost)
    {
        var until = (int)Math.Clamp(step, 0, MostSteps);
        var last = costs.Count == 0 ? double.PositiveInfinity : costs[^1];
        while (costs.Count < until - 1)
            costs.Add(last);
        if (costs.Count < until)
            costs.Add(cost);
        else if (costs.Count > 0)
            costs[^1] = Math.Min(costs[^1], cost);
    }

    /// <summary>Whether limits stop a trial after some step of its course.</summary>
    public static bool IsStopped(ImmutableArray<double> course, ImmutableArray<double> limits)
    {
        var watch = new LimitWatch(limits);
        for (var step = 1; step <= course.Length && !watch.IsStopped; step++)
            watch.Take(step, course[step - 1]);
        return watch.IsStopped;
    }

    /// <summary>Whether an outcome ended because its trial's limits stopped it.</summary>
    public static bool IsStopped(Trial trial, TrialOutcome outcome, SchedulePlan plan, Aim aim) =>
        !trial.Limits.IsEmpty && plan.Curve is { } curve && IsStopped(Of(outcome, curve, aim), trial.Limits);
}
