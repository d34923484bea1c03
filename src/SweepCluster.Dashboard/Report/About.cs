using SweepCluster.Cluster.Data;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Dashboard.Report;

/// <summary>The line below a sweep's name: its number of trials, its data, its axes and its metric.</summary>
internal static class About
{
    private const string HashPrefix = "sha256-";
    private const int DigitsShown = 8;

    /// <summary>Describes a sweep.</summary>
    public static string Of(SweepSpec spec)
    {
        var trials = spec.Planned;
        var configurations = spec.Repeats == 1
            ? ""
            : $"{Numbers.Count(trials / spec.Repeats)} configurations × {spec.Repeats} repeats = ";
        var data = spec.Objective.DataInBrief(FileName) is { Length: > 0 } brief ? $" · {brief}" : "";
        var names = string.Join(", ", spec.SearchSpace.Parameters.Select(axis => axis.Name));
        var axes = spec.SearchSpace.Parameters.IsEmpty ? "" : $" · over {names}";
        var word = trials == 1 ? "trial" : "trials";
        return $"{configurations}{Numbers.Count(trials)} {word}{data}{axes} · ranked on {spec.Metric.Name}";
    }

    // Data that a cluster sent are named by their hash; people need only enough of it to tell data sets apart.
    private static string FileName(string path)
    {
        var name = DataReference.NameOf(path);
        return name.StartsWith(HashPrefix, StringComparison.Ordinal) && name.Length > HashPrefix.Length + DigitsShown
            && name[HashPrefix.Length..].All(char.IsAsciiHexDigit)
            ? $"{name[..(HashPrefix.Length + DigitsShown)]}…"
            : name;
    }
}
