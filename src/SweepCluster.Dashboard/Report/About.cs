using SweepCluster.Cluster.Data;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Report;

/// <summary>The line below a sweep's name: how many trials, on what data, over what, ranked on what.</summary>
internal static class About
{
    private const string HashPrefix = "sha256-";
    private const int DigitsShown = 8;

    /// <summary>The line.</summary>
    public static string Of(SweepSpec spec)
    {
        var trials = new TrialOrder(spec).Planned;
        var configurations = spec.Repeats == 1 ? "" : $"{Numbers.Count(trials / spec.Repeats)} configurations × {spec.Repeats} repeats = ";
        var data = spec.Objective.Data?.Source switch
        {
            null => "",
            DataSource.Synthetic synthetic => $" · {Numbers.Count(synthetic.Rows)} synthetic rows",
            DataSource.Series series => $" · series {series.Column} of {FileName(series.Path)}",
            DataSource.Csv csv => $" · {CountWords.Of(csv.Features.Length, "column")} of {FileName(csv.Path)}",
            var other => throw new ArgumentOutOfRangeException(nameof(spec), other, "No such source of data."),
        };
        var axes = spec.SearchSpace.Parameters.IsEmpty ? "" : $" · over {string.Join(", ", spec.SearchSpace.Parameters.Select(axis => axis.Name))}";
        return $"{configurations}{Numbers.Count(trials)} {(trials == 1 ? "trial" : "trials")}{data}{axes} · ranked on {spec.Metric.Name}";
    }

    // Data that travelled are named by their hash, of which people need no more than tells it apart.
    private static string FileName(string path)
    {
        var name = DataReference.NameOf(path);
        return name.StartsWith(HashPrefix, StringComparison.Ordinal) && name.Length > HashPrefix.Length + DigitsShown
            && name[HashPrefix.Length..].All(char.IsAsciiHexDigit)
            ? $"{name[..(HashPrefix.Length + DigitsShown)]}…"
            : name;
    }
}
