using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cli.Running;

/// <summary>The folder of a finished sweep, for those who only read it.</summary>
internal static class FinishedFolder
{
    /// <summary>Sees to it that the files are there.</summary>
    /// <exception cref="UnusableFolderException">One is missing; the message says how to get it back.</exception>
    public static void Require(string folder, params IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is not { } missing)
            return;
        var sweepFile = Path.Combine(folder, OutputFolder.SweepFileName);
        throw new UnusableFolderException(!File.Exists(sweepFile)
            ? $"{folder} is no finished sweep: it has no {OutputFolder.SweepFileName}. Give the folder that 'sweep run' wrote."
            : $"{folder} has no {missing}: the sweep is not over, or the file was removed. {Again(folder, sweepFile, missing)}");
    }

    // A run takes a sweep that has its summary for complete.
    private static string Again(string folder, string sweepFile, string missing) =>
        (missing == SummaryCsv.FileName ? "Run" : $"Move its {SummaryCsv.FileName} elsewhere and run")
        + $" 'sweep run {sweepFile} --out {folder}': it goes on from the journal and writes all files.";
}
