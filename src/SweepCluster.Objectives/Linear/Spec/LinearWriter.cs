using SweepCluster.Hocon;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>Writes the blocks of a linear layer, with every default filled in.</summary>
internal static class LinearWriter
{
    /// <summary>Writes them.</summary>
    public static void Write(LinearSpec spec, HoconWriter lines, Func<string, string> nameFile)
    {
        WriteDataset(lines, spec.Table, nameFile);
        WriteModel(lines, spec.Model);
        lines.Open("training");
        foreach (var (name, value) in spec.Training)
            lines.Set(name, value.ToString());
        lines.Close();
    }

    private static void WriteDataset(HoconWriter lines, DataSpec data, Func<string, string> nameFile)
    {
        lines.Open("dataset");
        WriteSource(lines, data.Source, nameFile);
        lines.Set("validation", data.Validation);
        lines.Set("standardize", Words.Switch(data.Standardize));
        lines.Close();
    }

    private static void WriteSource(HoconWriter lines, DataSource source, Func<string, string> nameFile)
    {
        switch (source)
        {
            case DataSource.Synthetic synthetic:
                lines.Open("synthetic");
                lines.Set("target", LinearWords.SyntheticTargets.Of(synthetic.Target));
                lines.Set("rows", synthetic.Rows);
                lines.Set("features", synthetic.Features);
                lines.Set("noise", synthetic.Noise);
                break;
            case DataSource.Csv csv:
                lines.Open("csv");
                lines.Set("path", HoconWriter.Text(nameFile(csv.Path)));
                lines.Set("features", HoconWriter.List(csv.Features.Select(HoconWriter.Text)));
                lines.Set("target", HoconWriter.List(csv.Targets.Select(HoconWriter.Text)));
                break;
            case DataSource.Series series:
                lines.Open("series");
                lines.Set("path", HoconWriter.Text(nameFile(series.Path)));
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

    private static string Text(Initializer initializer) => initializer is Initializer.Explicit numbers
        ? HoconWriter.List(numbers.Values.Select(HoconWriter.Number))
        : LinearWords.KernelInitializers.First(word => word.Value == initializer).Word;
}
