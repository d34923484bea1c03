using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Results;

/// <summary>configurations.csv: a row a configuration, ranked by the mean of the objective over its repeats.</summary>
public static class ConfigurationsCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "configurations.csv";

    /// <summary>Writes the configurations; a statistic that needs more complete repeats than there are is left empty.</summary>
    public static void Write(TextWriter writer, SweepResults results) => CsvText.Write(
        writer, Header(results.Spec), ConfigurationResult.Rank(results).Select(Row));

    private static IEnumerable<string> Header(SweepSpec spec)
    {
        var objective = spec.Objective.Column();
        var axes = spec.SearchSpace.Axes.Select(axis => axis.Key.Snake());
        return
        [
            "rank", "configuration", .. axes, "repeats", "complete",
            $"{objective}_mean", $"{objective}_sd", $"{objective}_min", $"{objective}_max",
        ];
    }

    private static IEnumerable<string> Row(ConfigurationResult result, int index) =>
    [
        result.Complete == 0 ? "" : CsvText.Number(index + 1),
        CsvText.Number(result.Configuration.Index),
        .. result.Configuration.Values.Select(value => value.ToString()),
        CsvText.Number(result.Repeats),
        CsvText.Number(result.Complete),
        Statistic(result.Mean),
        Statistic(result.StandardDeviation),
        Statistic(result.Min),
        Statistic(result.Max),
    ];

    private static string Statistic(double value) => double.IsNaN(value) ? "" : CsvText.Number(value);
}
