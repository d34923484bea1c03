using System.Globalization;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Planning;

/// <summary>What a scheduler saves, and how many trials can be under way, before any trial ran.</summary>
public static class ScheduleForecast
{
    private const int MostCohorts = 5;

    /// <summary>The steps that trials are expected to make, in those that they would make without a scheduler.
    /// </summary>
    /// <remarks>
    /// As if no trial diverged. How many trials are stopped by the courses of others cannot be told; nothing is taken
    /// off for that.
    /// </remarks>
    public static double Share(SweepSpec spec)
    {
        if (spec.Search.MakeScheduler() is not { } scheduler)
            return 1;
        var (steps, full) = (0.0, spec.Search.Scheduler!.Full);
        for (var index = 0L; index < spec.Search.Trials;)
        {
            var cohort = scheduler.CohortOf(index);
            steps += StepsOf(cohort, spec.Search.Scheduler.Reduction);
            index = cohort.End;
        }

        return steps / ((double)spec.Search.Trials * full);
    }

    /// <summary>What there is to say: names and values.</summary>
    /// <param name="spec">The sweep.</param>
    public static IEnumerable<(string Name, string Value)> Words(SweepSpec spec)
    {
        if (spec.Search.MakeScheduler() is { } scheduler)
        {
            yield return ("scheduler", $"{spec.Search.Scheduler!.Word}: {Describe(spec, scheduler)}");
            if (!scheduler.ComparesCourses)
            {
                var full = (double)spec.Planned * spec.Search.Scheduler.Full;
                yield return ($"{spec.Schema.StepWord}s", $"about {Quantities.Count(Math.Round(Share(spec) * full))} "
                    + $"in place of {Quantities.Count(full)}");
            }
        }

        if (spec.Search.IsInOrder)
            yield return ("slots", $"{CountWords.Of(spec.Search.Parallel * (long)spec.Repeats, "trial")} at most under "
                + $"way at a time (parallel = {spec.Search.Parallel}): slots beyond that stand idle");
    }

    private static double StepsOf(Cohort cohort, int reduction)
    {
        var (steps, count, made) = (0.0, cohort.Count, 0);
        foreach (var rung in cohort.Rungs)
        {
            steps += (double)count * (rung - made);
            (count, made) = (Math.Max(1, count / reduction), rung);
        }

        return steps;
    }

    private static string Describe(SweepSpec spec, IScheduler scheduler)
    {
        var (rules, word) = (spec.Search.Scheduler!, $"{spec.Schema.StepWord}s");
        if (scheduler.ComparesCourses)
            return $"stops what is worse than the median of the trials before, out of {rules.Full} {word}";
        if (!scheduler.IsRepeatable)
            return $"the best of each {rules.Reduction} go on from "
                + $"{Rungs(scheduler.CohortOf(0).Rungs)} {word}; not repeatable, as it depends on who is faster";
        var cohorts = new List<Cohort>();
        for (var index = 0L; index < spec.Search.Trials && cohorts.Count < MostCohorts;)
        {
            var cohort = scheduler.CohortOf(index);
            if (cohorts.Any(other => other.Rungs.SequenceEqual(cohort.Rungs)))
                break;
            cohorts.Add(cohort);
            index = cohort.End;
        }

        return string.Join("; ", cohorts.Select(cohort => cohort.Rungs.Length == 1
            ? $"{CountWords.Of(cohort.Count, "configuration")} make all {rules.Full} {word}"
            : $"of {CountWords.Of(cohort.Count, "configuration")} the best of each {rules.Reduction} go on from "
                + $"{Rungs(cohort.Rungs)} {word}"));
    }

    private static string Rungs(IEnumerable<int> rungs) =>
        string.Join(" to ", rungs.Select(steps => steps.ToString(CultureInfo.InvariantCulture)));
}
