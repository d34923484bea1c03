using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Spec;

namespace SweepCluster.Objectives.Linear.Outcomes;

/// <summary>The summary's columns for weights and biases, and where each stands among a trial's parameters.</summary>
/// <remarks>
/// <c>w_x0 … bias</c> for one target; <c>w_x0__y0 …</c> and <c>bias__y0 …</c> for several, the weights of a target
/// together, the biases last. A layer trained without bias on standardized data has one in the data's own units.
/// </remarks>
public static class WeightColumns
{
    /// <summary>Column names and the index of each in <see cref="LinearOutcome.Parameters"/>.</summary>
    public static ImmutableArray<(string Name, int Index)> Of(LinearSpec spec)
    {
        var (features, targets) = (spec.Table.Source.FeatureNames, spec.Table.Source.TargetNames);
        var hasBias = spec.Model.UseBias || spec.Table.Standardize;
        var stride = features.Length + (hasBias ? 1 : 0);
        var weights = targets.SelectMany((target, u) => features.Select(
            (feature, j) => (Suffixed($"w_{feature}", target, targets), u * stride + j)));
        var biases = targets.Select((target, u) => (Suffixed("bias", target, targets), u * stride + features.Length));
        return [.. hasBias ? weights.Concat(biases) : weights];
    }

    private static string Suffixed(string name, string target, ImmutableArray<string> targets) =>
        targets.Length == 1 ? name : $"{name}__{target}";
}
