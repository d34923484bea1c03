using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Search;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Writes a sweep back as text, with every default filled in.</summary>
/// <remarks>
/// The text is canonical: it depends on what the sweep says and not on how its file was written. Reading it gives an
/// equal <see cref="SweepSpec"/>. Line ends are LF, numbers in their shortest round-trip form.
/// </remarks>
public static class SweepFileWriter
{
    /// <summary>The text of a sweep file that is to stand in a folder.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="folder">The folder; the data path is written relative to it, with forward slashes.</param>
    public static string Text(SweepSpec spec, string folder) =>
        Text(spec, data =>
            Path.GetRelativePath(Path.GetFullPath(folder), data).Replace(Path.DirectorySeparatorChar, '/'));

    /// <summary>The text with any other name for the data file.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="nameData">Gives the name to write for the file's full path.</param>
    public static string Text(SweepSpec spec, Func<string, string> nameData)
    {
        var lines = new HoconWriter();
        lines.Open("sweep");
        lines.Set("name", spec.Name);
        lines.Set("seed", spec.Seed);
        lines.Set("repeats", spec.Repeats);
        WriteObjective(lines, spec);
        spec.Objective.Write(lines, nameData);
        lines.Open("search-space");
        foreach (var parameter in spec.SearchSpace.Parameters)
            lines.Set(HoconWriter.Word(parameter.Name), Text(parameter));
        lines.Close();
        WriteSearch(lines, spec);
        WriteScheduler(lines, spec.Search.Scheduler);
        WriteStop(lines, spec.Stop);
        lines.Close();
        return lines.ToString();
    }

    private static void WriteObjective(HoconWriter lines, SweepSpec spec)
    {
        if (!spec.Schema.HasFoundMetrics)
        {
            lines.Set("objective", spec.Metric.Name);
            return;
        }

        lines.Open("objective");
        lines.Set("metric", HoconWriter.Word(spec.Metric.Name));
        lines.Set("direction", MetricReader.Directions.Of(spec.Metric.Direction));
        lines.Close();
    }

    private static void WriteSearch(HoconWriter lines, SweepSpec spec)
    {
        var isGrid = spec.Search.Sampler == SearchRules.GridWord;
        lines.Set("sampler", spec.Search.Sampler);
        if (!isGrid)
            lines.Set("trials", spec.Search.Trials);
        if (!isGrid || spec.Search.Scheduler is not null)
            lines.Set("parallel", spec.Search.Parallel);
        if (isGrid)
            return;
        lines.Set("points", HoconWriter.List(spec.Search.Points.Select(point => Point(spec, point))));
    }

    private static string Point(SweepSpec spec, ImmutableArray<SettingValue> values)
    {
        var settings = spec.SearchSpace.Parameters.Zip(values).Where(setting => !setting.Second.IsNone)
            .Select(setting => $"{HoconWriter.Word(setting.First.Name)} = {Text(setting.Second)}");
        return $"{{ {string.Join(", ", settings)} }}";
    }

    private static void WriteScheduler(HoconWriter lines, SchedulerRules? rules)
    {
        if (rules is null)
        {
            lines.Set("scheduler", SchedulerRules.NoneWord);
            return;
        }

        lines.Open("scheduler");
        lines.Open(rules.Word);
        if (SchedulerCatalog.Of(rules.Word).DefaultSmallest is not null)
        {
            lines.Set("reduction", rules.Reduction);
            lines.Set("smallest", rules.Smallest);
        }

        lines.Close();
        lines.Close();
    }

    private static void WriteStop(HoconWriter lines, StopRules stop)
    {
        lines.Open("stop");
        lines.Set("max-time", Durations.Text(stop.MaxTime));
        lines.Set("goal", stop.Goal);
        lines.Set("max-failures", stop.MaxFailures);
        lines.Close();
    }

    private static string Text(Parameter parameter) => (parameter.Domain, parameter.When) switch
    {
        (Domain.Choice list, null) => HoconWriter.List(list.Values.Select(Text)),
        (_, null) => $"{{ {Text(parameter.Domain)} }}",
        (_, { } when) => $"{{ {Text(parameter.Domain)}, when {{ {HoconWriter.Word(when.Parameter)} = "
            + $"{HoconWriter.List(when.Values.Select(Text))} }} }}",
    };

    private static string Text(Domain domain) => domain switch
    {
        Domain.Choice c => $"choice = {HoconWriter.List(c.Values.Select(Text))}",
        Domain.IntegerUniform i => Text("integer", i, Count(i)),
        Domain.IntegerLogUniform i => Text("log-integer", i, Count(i)),
        Domain.Uniform u => Text("uniform", u, Count(u)),
        Domain.LogUniform l => Text("log-uniform", l, Count(l)),
        Domain.Stepped s => Text(s.IsWhole ? "integer" : "uniform", s, $", step = {HoconWriter.Number(s.Step)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(domain), domain, "No such domain."),
    };

    private static string Text(string kind, Domain.Interval ends, string points) =>
        $"{kind} = {HoconWriter.List([HoconWriter.Number(ends.Low), HoconWriter.Number(ends.High)])}{points}";

    private static string Count(Domain.Interval ends) => ends.IsContinuous ? "" : $", count = {ends.Points}";

    private static string Text(SettingValue value)
    {
        if (value.Items is { } items)
            return HoconWriter.List(items.Select(Text));
        return value.IsWord ? HoconWriter.Word(value.ToString()) : value.ToString();
    }
}
