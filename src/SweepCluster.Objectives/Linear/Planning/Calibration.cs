using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Measures how long training takes on this machine, on a part of the data.</summary>
/// <remarks>
/// The kinds of groups take turns until the time is up, and the shortest times of each count: the first rounds run
/// code that the runtime has not yet optimized, and any other process may delay a round.
/// </remarks>
internal static class Calibration
{
    private const int MostRounds = 64;
    private const int MostNumbers = 600_000;
    private const int FewestRows = 4_000;
    private const int MostRows = 128_000;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(0.8);

    /// <summary>The costs of kinds of groups, in their order.</summary>
    /// <param name="sweep">The sweep and its data.</param>
    /// <param name="kinds">A few of its kinds of groups.</param>
    /// <param name="slots">How many packs train at the same time.</param>
    /// <param name="clock">Measures.</param>
    public static IReadOnlyList<TrainingCost> Of(
        LoadedSweep sweep, IReadOnlyList<GroupKind> kinds, int slots, TimeProvider clock)
    {
        // Cores share caches and memory: training takes longer when all are at work, as they will be.
        var cores = Enumerable.Range(0, Math.Min(slots, Environment.ProcessorCount)).Select(_ => Task.Factory.StartNew(
            () => Measure(sweep, kinds, clock),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        var measured = Task.WhenAll(cores).GetAwaiter().GetResult();
        return [.. kinds.Select((_, kind) => TrainingCost.Mean([.. measured.Select(costs => costs[kind])]))];
    }

    private static IReadOnlyList<TrainingCost> Measure(
        LoadedSweep sweep, IReadOnlyList<GroupKind> kinds, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        var probes = kinds.Select(kind => Probe(sweep, kind, MostNumbers / kinds.Count, clock)).ToList();
        for (var round = 0; round < MostRounds && (round < 2 || clock.GetElapsedTime(start) < LongestTime); round++)
        {
            foreach (var probe in probes)
                probe.Train(round);
        }

        return [.. probes.Select(probe => probe.Cost)];
    }

    private static CostProbe Probe(LoadedSweep sweep, GroupKind kind, int mostNumbers, TimeProvider clock)
    {
        // Many, because rows that fit a cache are laid out sooner; fewer if they take longer, so that there are several
        // rounds.
        var numbers = sweep.Data!.FeatureCount * sweep.Data!.TargetCount + 1;
        var rows = Math.Clamp(mostNumbers / numbers, FewestRows, MostRows);
        var alone = Alone(sweep.Spec, kind);
        return new CostProbe(
            Trainer(sweep, alone, rows),
            Trainer(sweep, alone, rows / 4),
            new GridOrder(alone),
            sweep.Spec.Objective.PackVector,
            clock);
    }

    // Room for a few epochs only, as with whole data: they are laid out where others were, not on untouched pages.
    private static LinearObjective Trainer(LoadedSweep sweep, SweepSpec alone, int rows)
    {
        var all = sweep.Trainer().Problem.Training;
        rows = Math.Min(all.Rows, rows);
        var epochBytes = sizeof(double) * (long)rows * (all.FeatureCount + all.TargetCount);
        return sweep.Trainer().Probing(alone, rows, 3 * epochBytes);
    }

    // The same sweep with this group's settings fixed and two epochs, repeated for each round if a number can count it.
    private static SweepSpec Alone(SweepSpec spec, GroupKind kind)
    {
        var shared = spec.SearchSpace.Parameters
            .Select((axis, i) => (axis.Name, Value: kind.First.Configuration.Values[i]))
            .Where(setting => !Settings.OfLanes.Contains(setting.Name));
        var training = shared.Aggregate(
            spec.Linear().Training, (all, setting) => all.SetItem(setting.Name, setting.Value));
        return spec with
        {
            Repeats = (int)Math.Clamp(long.MaxValue / kind.GroupSize, 1, MostRounds),
            Search = SearchRules.Grid,
            Objective = spec.Linear() with { Training = training.SetItem(Settings.Epochs, SettingValue.Of(2)) },
            SearchSpace = new(Lanes(spec, kind)),
        };
    }

    // Of a search, as many learning rates, or whatever comes first, as the group has trials.
    private static ImmutableArray<Parameter> Lanes(SweepSpec spec, GroupKind kind)
    {
        var lanes = spec.SearchSpace.Parameters.Where(axis => Settings.OfLanes.Contains(axis.Name)).ToList();
        if (spec.Search.IsGrid)
            return [.. lanes];
        var points = (int)Math.Min(kind.GroupSize, CostProbe.MostTrials + 1);
        return [.. lanes.Take(1).Select(axis => axis with { Domain = axis.Domain.WithPoints(points) })];
    }
}
