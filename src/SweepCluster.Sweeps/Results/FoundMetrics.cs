using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Results;

/// <summary>The metrics that a sweep's trials gave beyond those of its schema.</summary>
public static class FoundMetrics
{
    /// <summary>Their names, in the order of their characters.</summary>
    public static ImmutableArray<string> NamesIn(SweepResults results) => results.Spec.Schema.HasFoundMetrics
        ?
        [
            .. results.Ranked.SelectMany(result => result.Outcome?.Found ?? [])
                .Select(found => found.Name).Distinct().Order(StringComparer.Ordinal),
        ]
        : [];

    /// <summary>An outcome's metric of a name; null if it has none.</summary>
    public static FoundMetric? Of(TrialOutcome outcome, string name) =>
        outcome.Found.FirstOrDefault(found => found.Name == name);
}
