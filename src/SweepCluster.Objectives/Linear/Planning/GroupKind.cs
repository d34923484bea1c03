using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Fusion groups that differ only in the repeat.</summary>
/// <param name="First">The first trial of the first such group, in training order.</param>
/// <param name="GroupSize">Trials of each of them.</param>
/// <param name="Trials">Trials of all of them.</param>
/// <param name="Settings">The hyperparameters of the first trial.</param>
internal sealed record GroupKind(Trial First, long GroupSize, long Trials, Hyperparameters Settings)
{
    /// <summary>Kinds of a sweep, evenly drawn if there are more.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="most">The most kinds.</param>
    public static List<GroupKind> Of(SweepSpec spec, ExpectedTrials trials, int most)
    {
        var resolver = new HyperparameterResolver(spec);
        return [.. Groups(spec, trials, most).Select(group => new GroupKind(
            trials[group.Range.Start], group.Range.Count, group.Range.Count * group.Repeats,
            resolver.Resolve(trials[group.Range.Start].Configuration)))];
    }

    private static IEnumerable<(TrialRange Range, long Repeats)> Groups(
        SweepSpec spec, ExpectedTrials trials, int most)
    {
        if (trials.Groups is EqualGroups { Size: var size })
            return EvenSample.Of(trials.Count / (size * spec.Repeats), most, spec.Seed)
                .Select(index => (new TrialRange(index * size * spec.Repeats, size), (long)spec.Repeats));
        var all = trials.Groups.Packs(new TrialRange(0, trials.Count)).ToList();
        return EvenSample.Of(all.Count, most, spec.Seed).Select(index => (all[(int)index], 1L));
    }
}
