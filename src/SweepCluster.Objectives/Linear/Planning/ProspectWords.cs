using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>How trials are expected to end, in words.</summary>
internal static class ProspectWords
{
    private const int MostNamed = 10;

    /// <summary>How the trials should end, and which are hopeless; details of a line are indented below it.</summary>
    public static IEnumerable<string> Of(Prospects prospects, SweepSpec spec)
    {
        var hopeless = prospects.HopelessTrials;
        if (prospects.Verdicts.Count > 0)
            yield return $"Expected of {prospects.LookedAt}: {Verdicts(prospects)}";
        yield return hopeless.Count == 0
            ? prospects.NothingInTheWay
            : $"{Quantities.Count(hopeless.Count)} of {prospects.LookedAt} cannot converge:";
        foreach (var (trial, forecast) in hopeless.Take(MostNamed))
            yield return $"  trial {trial.Id}{Settings(spec, trial)}: {Obstacles.Why(forecast)}";
        if (hopeless.Count > MostNamed)
            yield return $"  and {Quantities.Count(hopeless.Count - MostNamed)} more";
    }

    private static string Verdicts(Prospects prospects) => string.Join(", ", prospects.Verdicts
        .OrderBy(verdict => verdict.Key)
        .Select(verdict => $"{Quantities.Count(verdict.Value)} {verdict.Key.ToString().ToUpperInvariant()}"));

    private static string Settings(SweepSpec spec, Trial trial)
    {
        var axes = spec.SearchSpace.Parameters;
        var settings = axes.Select((axis, i) => $"{axis.Name} {trial.Configuration.Values[i]}");
        return axes.IsEmpty ? "" : $" ({string.Join(", ", settings)})";
    }
}
