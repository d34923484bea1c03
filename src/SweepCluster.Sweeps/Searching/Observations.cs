using System.Collections.Immutable;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Searching;

/// <summary>What a sampler may learn from the results of a sweep: always a fixed set of them.</summary>
/// <remarks>
/// Without a scheduler, these are the results of all configurations up to some index. With one, of cohorts that end
/// before that index all rungs count, and of the one that holds it the first. Losses are then those after as many steps
/// as possible that enough configurations have made (Falkner et al. 2018, arXiv 1807.01774); who was stopped before, is
/// worse than those.
/// </remarks>
internal sealed class Observations
{
    private readonly SweepSpec _spec;
    private readonly SchedulePlan? _schedule;
    private readonly Dictionary<(long Index, int Rung), double?[]> _losses = [];
    private readonly SweepState _state;

    private Observations(SweepSpec spec, SweepState state)
    {
        (_spec, _state, _schedule) = (spec, state, state.Plan!.Schedule);
        foreach (var (place, outcome) in state.Results.SelectMany(segment => segment.Placed()))
            Put(place, outcome);
    }

    /// <summary>Those of a sweep as it is.</summary>
    public static Observations Of(SweepSpec spec, SweepState state) => new(spec, state);

    /// <summary>How many configurations, from the first on, have the results that a later one may rest on.</summary>
    public static long Decided(SweepSpec spec, SweepState state)
    {
        // Without rungs, trials are trained in the order of their ids.
        if (state.Plan!.Schedule is not { } schedule)
            return state.Finished.Ranges is [{ Start: 0 } done, ..] ? done.End / spec.Repeats : 0;
        var decided = state.Rungs.Decided;
        if (decided >= schedule.Configurations)
            return decided;
        var cohort = schedule.Scheduler.CohortOf(decided);
        // The last one of a cohort counts when the cohort is decided.
        return Math.Min(decided + state.Rungs.ArrivedInOrder(cohort), cohort.End - 1);
    }

    /// <summary>The first configurations and their losses.</summary>
    /// <param name="count">How many; no more than are decided.</param>
    public ImmutableArray<Observation> First(int count)
    {
        var losses = _schedule is { } schedule
            ? AtOneLevel(schedule, count)
            : Enumerable.Range(0, count).Select(index => LossOf(index, rung: 0));
        return
        [
            .. losses.Select((loss, index) => new Observation(
                _state.Proposed.OfId((long)index * _spec.Repeats).Configuration.Values, loss)),
        ];
    }

    private void Put(long place, TrialOutcome outcome)
    {
        var trial = _state.Proposed[place];
        var key = (trial.Configuration.Index, trial.Rung);
        if (!_losses.TryGetValue(key, out var losses))
            _losses[key] = losses = new double?[_spec.Repeats];
        losses[trial.Repeat] = outcome.Diverged ? null : _spec.Metric.Aim.Cost(_spec.Metric.Of(outcome));
    }

    private IEnumerable<double?> AtOneLevel(SchedulePlan schedule, int count)
    {
        var courses = Enumerable.Range(0, count).Select(index => SeenOf(schedule, index, count)).ToList();
        var level = LevelOf(courses);
        // After the fewest steps from the level on that it was compared at; null if it was stopped before, or diverged.
        var losses = courses.ConvertAll(course => course.FirstOrDefault(seen => seen.Steps >= level).Loss);
        var behind = courses.Zip(losses, (course, loss) =>
            loss is null ? course.LastOrDefault(seen => seen.Loss is not null).Loss : null).ToList();
        var worst = losses.OfType<double>().DefaultIfEmpty().Max();
        var best = behind.OfType<double>().DefaultIfEmpty().Min();
        return losses.Zip(behind, (loss, last) => loss ?? worst + (last - best));
    }

    // The most steps that enough configurations have made.
    private int LevelOf(IEnumerable<List<(int Steps, double? Loss)>> courses)
    {
        var enough = _spec.SearchSpace.Parameters.Length + 1;
        return courses.SelectMany(course => course).Where(seen => seen.Loss is not null)
            .CountBy(seen => seen.Steps).Where(level => level.Value >= enough)
            .Select(level => level.Key).DefaultIfEmpty(1).Max();
    }

    // The rungs of a configuration that the first ones may show: all if its cohort is among them.
    private List<(int Steps, double? Loss)> SeenOf(SchedulePlan schedule, int index, int count)
    {
        var cohort = schedule.Scheduler.CohortOf(index);
        var visible = cohort.End <= count ? cohort.Rungs.Length : 1;
        return [.. Enumerable.Range(0, visible).Select(rung => (cohort.Rungs[rung], LossOf(index, rung)))];
    }

    private double? LossOf(int index, int rung) =>
        _losses.TryGetValue((index, rung), out var losses) && losses.All(loss => loss is not null)
            ? losses.Average()
            : null;
}
