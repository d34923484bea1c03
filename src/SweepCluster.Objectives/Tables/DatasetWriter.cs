using SweepCluster.Hocon;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Objectives.Tables;

/// <summary>Writes the <c>dataset</c> block, with every default filled in.</summary>
internal static class DatasetWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="table">The data.</param>
    /// <param name="lines">Takes the lines.</param>
    /// <param name="nameFile">Gives the name to write for a file's path.</param>
    public static void Write(DataSpec table, HoconWriter lines, Func<string, string> nameFile)
    {
        lines.Open("dataset");
        var block = SourceCatalog.Of(table.Source);
        lines.Open(block.Word);
        block.Write(table.Source, lines, nameFile);
        lines.Close();
        lines.Set("validation", table.Validation);
        lines.Set("standardize", SwitchWords.Of(table.Standardize));
        lines.Close();
    }
}
