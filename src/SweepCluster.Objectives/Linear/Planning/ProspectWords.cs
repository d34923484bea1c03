using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>How trials are expected to end, in words.</summary>
internal static class ProspectWords
{
    private const int MostNamed = 10;

    /// <summary>How the trials are expected to end, and which are in vain; what belongs to the line above is indented.</summary>
    public static IEnumerable<string> Of(Prospects prospects, SweepSpec spec)
    {
        var inVain = prospects.HopelessTrials;
        if (prospects.Verdicts.Count > 0)
            yield return $"Expected of {prospects.LookedAt}: {string.Join(
                ", ", prospects.Verdicts.OrderBy(verdict => verdict.Key)
                    .Select(verdict => $"{Quantities.Count(verdict.Value)} {verdict.Key.ToString().ToUpperInvariant()}"))}";
        yield return inVain.Count == 0
            ? prospects.NothingInTheWay
            : $"{Quantities.Count(inVain.Count)} of {prospects.LookedAt} cannot converge:";
        foreach (var (trial, forecast) in inVain.Take(MostNamed))
            yield return $"  trial {trial.Id}{Settings(spec, trial)}: {Obstacles.Why(forecast)}";
        if (inVain.Count > MostNamed)
            yield return $"  and {Quantities.Count(inVain.Count - MostNamed)} more";
    }

    private static string Settings(SweepSpec spec, Trial trial) => spec.SearchSpace.Parameters.IsEmpty
        ? ""
        : $" ({string.Join(", ", spec.SearchSpace.Parameters.Select((axis, i) => $"{axis.Name} {trial.Configuration.Values[i]}"))})";
}
