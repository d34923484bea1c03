using System.Globalization;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Planning;

/// <summary>A forecast as it is shown.</summary>
public static class ForecastWords
{
    private const int MostNamed = 10;

    /// <summary>What the sweep would take: names and values.</summary>
    public static IReadOnlyList<(string Name, string Value)> Size(SweepForecast forecast) =>
    [
        ("trials", Count(forecast.Trials)),
        ("fusion groups", Count(forecast.Groups)),
        ("packs", Count(forecast.Packs)),
        ("updates", Count(forecast.Updates)),
        ("memory", $"about {forecast.Bytes / 1e6:0} MB"),
        ("time", $"{Time(forecast.Seconds)} with {CountWords.Of(forecast.Slots, "slot")} of this machine, from start to files"),
        ("optimum rmse", forecast.OptimumRmse.ToString("G6", CultureInfo.InvariantCulture)),
    ];

    /// <summary>How the trials are expected to end, and which are in vain; what belongs to the line above is indented.</summary>
    public static IEnumerable<string> Ends(Prospects prospects, SweepSpec spec)
    {
        var inVain = prospects.InVain;
        if (prospects.Verdicts.Count > 0)
            yield return $"Expected of {prospects.LookedAt}: {string.Join(
                ", ", prospects.Verdicts.OrderBy(verdict => verdict.Key)
                    .Select(verdict => $"{verdict.Value} {verdict.Key.ToString().ToUpperInvariant()}"))}";
        yield return inVain.Count == 0
            ? prospects.NothingInTheWay
            : $"{inVain.Count} of {prospects.LookedAt} cannot converge:";
        foreach (var (trial, forecast) in inVain.Take(MostNamed))
            yield return $"  trial {trial.Id}{Settings(spec, trial)}: {Obstacles.Why(forecast)}";
        if (inVain.Count > MostNamed)
            yield return $"  and {inVain.Count - MostNamed} more";
    }

    private static string Settings(SweepSpec spec, Trial trial) => spec.SearchSpace.Axes.IsEmpty
        ? ""
        : $" ({string.Join(", ", spec.SearchSpace.Axes.Select((axis, i) => $"{axis.Key.Kebab()} {trial.Configuration.Values[i]}"))})";

    private static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Time(double seconds) => seconds switch
    {
        < 1 => "less than a second",
        < 120 => $"about {seconds:0} seconds",
        < 7200 => $"about {seconds / 60:0} minutes",
        < 172_800 => $"about {seconds / 3600:0.#} hours",
        _ => $"about {seconds / 86_400:0.#} days",
    };
}
