using SweepCluster.Hocon;
using SweepCluster.Objectives.Tables;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>Writes the blocks of a linear layer, with every default filled in.</summary>
internal static class LinearWriter
{
    /// <summary>Writes them.</summary>
    public static void Write(LinearSpec spec, HoconWriter lines, Func<string, string> nameFile)
    {
        DatasetWriter.Write(spec.Table, lines, nameFile);
        WriteModel(lines, spec.Model);
        lines.Open("training");
        foreach (var (name, value) in spec.Training)
            lines.Set(name, value.ToString());
        lines.Close();
    }

    private static void WriteModel(HoconWriter lines, LayerSpec model)
    {
        lines.Open("model");
        lines.Set("units", model.Units);
        lines.Set("use-bias", SwitchWords.Of(model.UseBias));
        lines.Set("kernel-initializer", Text(model.KernelInitializer));
        lines.Set("bias-initializer", Text(model.BiasInitializer));
        lines.Close();
    }

    private static string Text(Initializer initializer) => initializer is Initializer.Explicit numbers
        ? HoconWriter.List(numbers.Values.Select(HoconWriter.Number))
        : LinearWords.KernelInitializers.First(word => word.Value == initializer).Word;
}
