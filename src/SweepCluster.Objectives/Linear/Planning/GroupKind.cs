using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Fusion groups that differ in the repeat alone.</summary>
/// <param name="FirstPlace">The first trial of the first such group, in training order.</param>
/// <param name="Trials">Trials of all such groups.</param>
/// <param name="Settings">The hyperparameters of the first trial.</param>
internal sealed record GroupKind(long FirstPlace, long Trials, Hyperparameters Settings)
{
    /// <summary>How many kinds a sweep has.</summary>
    public static long CountOf(SweepSpec spec)
    {
        var order = new TrialOrder(spec);
        return order.Planned / (order.GroupSize * spec.Repeats);
    }

    /// <summary>Some kinds of a sweep.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="indices">Which, from 0, in training order.</param>
    public static IEnumerable<GroupKind> Of(SweepSpec spec, IEnumerable<long> indices)
    {
        var order = new TrialOrder(spec);
        var resolver = new HyperparameterResolver(spec);
        var size = order.GroupSize * spec.Repeats;
        return indices.Select(index => new GroupKind(index * size, size, resolver.Resolve(order[index * size].Configuration)));
    }
}
