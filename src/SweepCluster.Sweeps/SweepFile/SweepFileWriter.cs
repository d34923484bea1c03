using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;
using SweepCluster.Training.Model;

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
        lines.Set("objective", Words.Objectives.Of(spec.Objective));
        WriteDataset(lines, spec.Data, nameData);
        WriteModel(lines, spec.Model);
        lines.Open("training");
        foreach (var (key, value) in spec.Training)
            lines.Set(key.Kebab(), value.ToString());
        lines.Close();
        lines.Open("search-space");
        foreach (var axis in spec.SearchSpace.Axes)
            lines.Set(axis.Key.Kebab(), Text(axis.Range));
        lines.Close();
        lines.Set("sampler", "grid");
        lines.Set("scheduler", "none");
        WriteStop(lines, spec.Stop);
        lines.Close();
        return lines.ToString();
    }

    private static void WriteDataset(HoconWriter lines, DataSpec data, Func<string, string> nameData)
    {
        lines.Open("dataset");
        WriteSource(lines, data.Source, nameData);
        lines.Set("validation", data.Validation);
        lines.Set("standardize", Words.Switch(data.Standardize));
        lines.Close();
    }

    private static void WriteSource(HoconWriter lines, DataSource source, Func<string, string> nameData)
    {
        switch (source)
        {
            case DataSource.Synthetic synthetic:
                lines.Open("synthetic");
                lines.Set("target", Words.SyntheticTargets.Of(synthetic.Target));
                lines.Set("rows", synthetic.Rows);
                lines.Set("features", synthetic.Features);
                lines.Set("noise", synthetic.Noise);
                break;
            case DataSource.Csv csv:
                lines.Open("csv");
                lines.Set("path", HoconWriter.Text(nameData(csv.Path)));
                lines.Set("features", HoconWriter.List(csv.Features.Select(HoconWriter.Text)));
                lines.Set("target", HoconWriter.List(csv.Targets.Select(HoconWriter.Text)));
                break;
            case DataSource.Series series:
                lines.Open("series");
                lines.Set("path", HoconWriter.Text(nameData(series.Path)));
                lines.Set("column", HoconWriter.Text(series.Column));
                lines.Set("window", series.Window);
                lines.Set("horizon", series.Horizon);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(source), source, "No such source of data.");
        }

        lines.Close();
    }

    private static void WriteModel(HoconWriter lines, LayerSpec model)
    {
        lines.Open("model");
        lines.Set("units", model.Units);
        lines.Set("use-bias", Words.Switch(model.UseBias));
        lines.Set("kernel-initializer", Text(model.KernelInitializer));
        lines.Set("bias-initializer", Text(model.BiasInitializer));
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

    private static string Text(Initializer initializer) => initializer is Initializer.Explicit numbers
        ? HoconWriter.List(numbers.Values.Select(HoconWriter.Number))
        : ModelReader.KernelWords.First(w => w.Value == initializer).Word;

    private static string Text(AxisRange range) => range switch
    {
        AxisRange.Choice c => HoconWriter.List(c.Values.Select(v => v.ToString())),
        AxisRange.Uniform u => Text("uniform", u.Low, u.High, u.Points),
        AxisRange.LogUniform l => Text("log-uniform", l.Low, l.High, l.Points),
        _ => throw new ArgumentOutOfRangeException(nameof(range), range, "No such range."),
    };

    private static string Text(string kind, double low, double high, int points) =>
        $"{{ {kind} = {HoconWriter.List([HoconWriter.Number(low), HoconWriter.Number(high)])}, count = {points} }}";
}
