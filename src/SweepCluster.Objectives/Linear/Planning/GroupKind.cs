using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Fusion groups that differ only in the repeat.</summary>
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
        return indices.Select(index => index * size)
            .Select(place => new GroupKind(place, size, resolver.Resolve(order[place].Configuration)));
    }
}
