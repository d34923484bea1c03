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
        foreach (var segment in state.Results)
        {
            for (var i = 0; i < segment.Outcomes.Length; i++)
                Put(segment.Start + i, segment.Outcomes[i]);
        }
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
        var steps = LevelOf(count);
        var atLevel = Enumerable.Range(0, count).Select(index => LossAt(index, steps, count)).ToList();
        var finite = atLevel.OfType<double>().DefaultIfEmpty().ToList();
        var (worst, best) = (finite.Max(), BelowLevel(count, steps).DefaultIfEmpty().Min());
        return
        [
            .. atLevel.Select((loss, index) => new Observation(
                _state.Proposed.OfId((long)index * _spec.Repeats).Configuration.Values,
                loss ?? (LastLoss(index, count) is { } last && steps > 0 ? worst + (last - best) : null))),
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

    // The most steps that enough configurations have made; 0 if all that count made the same.
    private int LevelOf(int count)
    {
        if (_schedule is null)
            return 0;
        var enough = _spec.SearchSpace.Parameters.Length + 1;
        var made = Enumerable.Range(0, count).SelectMany(index => VisibleRungs(index, count)
            .Where(rung => LossOf(index, rung) is not null).Select(rung => StepsAt(index, rung)));
        return made.CountBy(steps => steps).Where(level => level.Value >= enough)
            .Select(level => level.Key).DefaultIfEmpty(1).Max();
    }

    // After the fewest steps from the level on that it was compared at; null if it was stopped before, or diverged.
    private double? LossAt(int index, int level, int count)
    {
        foreach (var rung in VisibleRungs(index, count))
        {
            if (StepsAt(index, rung) >= level)
                return LossOf(index, rung);
        }

        return null;
    }

    private double? LastLoss(int index, int count) => VisibleRungs(index, count).Reverse()
        .Select(rung => LossOf(index, rung)).FirstOrDefault(loss => loss is not null);

    private IEnumerable<double> BelowLevel(int count, int level) => level == 0
        ? []
        : Enumerable.Range(0, count).Where(index => LossAt(index, level, count) is null)
            .Select(index => LastLoss(index, count)).OfType<double>();

    private IEnumerable<int> VisibleRungs(int index, int count)
    {
        if (_schedule is null)
            return [0];
        var cohort = _schedule.Scheduler.CohortOf(index);
        return Enumerable.Range(0, cohort.End <= count ? cohort.Rungs.Length : 1);
    }

    private int StepsAt(int index, int rung) => _schedule?.Scheduler.CohortOf(index).Rungs[rung] ?? 0;

    private double? LossOf(int index, int rung) =>
        _losses.TryGetValue((index, rung), out var losses) && losses.All(loss => loss is not null)
            ? losses.Average()
            : null;
}
