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
        ("data", forecast.Data),
        ("trials", Quantities.Count(forecast.Trials)),
        ("fusion groups", Quantities.Count(forecast.Groups)),
        ("packs", Quantities.Count(forecast.Packs)),
        ("updates", Quantities.Count(forecast.Updates)),
        ("memory", $"about {Quantities.Size(forecast.Bytes)}"),
        ("disk", $"about {Quantities.Size(forecast.DiskBytes)}"),
        ("time", $"{Quantities.Time(forecast.Seconds)} with {CountWords.Of(forecast.Slots, "slot")} "
            + "of this machine, from start to files"),
        ("optimum rmse", forecast.OptimumRmse.ToString("G6", CultureInfo.InvariantCulture)),
    ];

    /// <summary>What there is no room for, and what to do; nothing where all fits.</summary>
    public static IEnumerable<string> Warnings(SweepForecast forecast, Room room)
    {
        if (forecast.Bytes > room.Memory)
            yield return $"Not enough memory: the sweep takes about {Quantities.Size(forecast.Bytes)}, and "
                + $"{Quantities.Size(room.Memory.Value)} are there. Try fewer trials or fewer workers.";
        if (forecast.DiskBytes > room.Disk)
            yield return $"Not enough disk: journal and results take about {Quantities.Size(forecast.DiskBytes)}, and "
                + $"{Quantities.Size(room.Disk.Value)} are free. Try fewer trials or epochs, or a folder on another disk.";
    }

    /// <summary>How the trials are expected to end, and which are in vain; what belongs to the line above is indented.</summary>
    public static IEnumerable<string> Ends(Prospects prospects, SweepSpec spec)
    {
        var inVain = prospects.InVain;
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

    private static string Settings(SweepSpec spec, Trial trial) => spec.SearchSpace.Axes.IsEmpty
        ? ""
        : $" ({string.Join(", ", spec.SearchSpace.Axes.Select((axis, i) => $"{axis.Key.Kebab()} {trial.Configuration.Values[i]}"))})";
}
