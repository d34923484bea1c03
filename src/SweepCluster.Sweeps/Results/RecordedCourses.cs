using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Results;

/// <summary>The costs of trials, step by step, by the metric that they are ranked on.</summary>
public static class RecordedCourses
{
    /// <summary>Those of results at hand.</summary>
    /// <param name="results">The results.</param>
    /// <param name="ids">The trials that are wanted.</param>
    public static IReadOnlyDictionary<long, ImmutableArray<double>> Of(SweepResults results, IReadOnlySet<long> ids)
    {
        if (results.Spec.MetricCurve is not { } curve)
            return ImmutableDictionary<long, ImmutableArray<double>>.Empty;
        return results.Ranked.Where(result => result.Outcome is not null && ids.Contains(result.TrialId))
            .ToDictionary(
                result => result.TrialId,
                result => Course.Of(result.Outcome!, curve, results.Spec.Metric.Aim));
    }

    /// <summary>Those that curves.csv has.</summary>
    /// <param name="path">The file; there are none if it is missing.</param>
    /// <param name="spec">The sweep.</param>
    /// <param name="ids">The trials that are wanted.</param>
    public static IReadOnlyDictionary<long, ImmutableArray<double>> Read(
        string path, SweepSpec spec, IReadOnlySet<long> ids)
    {
        var courses = new Dictionary<long, List<double>>();
        if (!File.Exists(path))
            return ImmutableDictionary<long, ImmutableArray<double>>.Empty;
        using var reader = new StreamReader(path);
        var column = Array.IndexOf((reader.ReadLine() ?? "").Split(','), spec.Metric.Column);
        while (column > 1 && reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var id = long.Parse(cells[0], CultureInfo.InvariantCulture);
            if (!ids.Contains(id))
                continue;
            if (!courses.TryGetValue(id, out var course))
                courses[id] = course = [];
            Course.Add(
                course,
                double.Parse(cells[1], CultureInfo.InvariantCulture),
                spec.Metric.Aim.Cost(double.Parse(cells[column], CultureInfo.InvariantCulture)));
        }

        return courses.ToDictionary(each => each.Key, each => each.Value.ToImmutableArray());
    }
}
