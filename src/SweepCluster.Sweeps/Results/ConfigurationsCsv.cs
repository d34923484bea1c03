using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Results;

/// <summary>configurations.csv: a row per configuration, ranked by the mean objective of its repeats.</summary>
public static class ConfigurationsCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "configurations.csv";

    /// <summary>Writes the configurations; a statistic is empty if too few repeats are complete.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        using var csv = new CsvRows(writer);
        csv.Texts(Header(results.Spec));
        csv.EndRow();
        var rank = 1;
        foreach (var result in ConfigurationResult.Rank(results))
            WriteRow(csv, result, rank++, results.Order.OfId(result.Index * results.Spec.Repeats).Configuration);
    }

    private static IEnumerable<string> Header(SweepSpec spec)
    {
        var objective = spec.Metric.Column;
        var axes = spec.SearchSpace.Parameters.Select(parameter => parameter.Column);
        return
        [
            "rank", "configuration", .. axes, "repeats", "complete",
            $"{objective}_mean", $"{objective}_sd", $"{objective}_min", $"{objective}_max",
        ];
    }

    private static void WriteRow(CsvRows csv, in ConfigurationResult result, int rank, Configuration configuration)
    {
        if (result.Complete == 0)
            csv.Empty();
        else
            csv.Number(rank);
        csv.Number(result.Index);
        foreach (var value in configuration.Values)
            csv.Setting(value);
        csv.Number(result.Repeats);
        csv.Number(result.Complete);
        WriteStatistic(csv, result.Mean);
        WriteStatistic(csv, result.StandardDeviation);
        WriteStatistic(csv, result.Min);
        WriteStatistic(csv, result.Max);
        csv.EndRow();
    }

    private static void WriteStatistic(CsvRows csv, double value)
    {
        if (double.IsNaN(value))
            csv.Empty();
        else
            csv.Number(value);
    }
}
