using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>The configurations of a search: first those that its file gives, then its sampler's.</summary>
internal static class Suggestions
{
    /// <summary>The values of a configuration.</summary>
    /// <param name="sampler">The sampler.</param>
    /// <param name="rules">What the sweep file says.</param>
    /// <param name="index">Which configuration, from 0.</param>
    /// <param name="history">What the sampler may know.</param>
    /// <exception cref="InvalidOperationException">The search space has fewer configurations.</exception>
    public static ImmutableArray<SettingValue> Suggested(
        this ISampler sampler, SearchRules rules, long index, History history) => index < rules.Points.Length
        ? rules.Points[(int)index]
        : sampler.Suggest(index, history)
            ?? throw new InvalidOperationException($"The search space has no configuration {index}.");
}
