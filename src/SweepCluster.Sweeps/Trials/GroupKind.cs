using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Trials;

/// <summary>Fusion groups that differ in the repeat alone.</summary>
/// <param name="FirstPlace">The first trial of the first such group, in training order.</param>
/// <param name="Trials">Trials of all such groups.</param>
/// <param name="Settings">The hyperparameters of the first trial.</param>
public sealed record GroupKind(long FirstPlace, long Trials, Hyperparameters Settings)
{
    /// <summary>The kinds of a sweep, lazily.</summary>
    public static IEnumerable<GroupKind> Of(SweepSpec spec)
    {
        var order = new TrialOrder(spec);
        var resolver = new HyperparameterResolver(spec);
        var size = order.GroupSize * spec.Repeats;
        for (var place = 0L; place < order.Planned; place += size)
            yield return new GroupKind(place, size, resolver.Resolve(order[place].Configuration));
    }
}
