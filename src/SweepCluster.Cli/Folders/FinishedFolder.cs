using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cli.Folders;

/// <summary>Checks the folder of a finished sweep for verbs that only read it.</summary>
internal static class FinishedFolder
{
    /// <summary>Checks that files are there.</summary>
    /// <exception cref="UnusableFolderException">One is missing; the message says how to get it back.</exception>
    public static void Require(string folder, params IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is not { } missing)
            return;
        var sweepFile = Path.Combine(folder, OutputFolder.SweepFileName);
        throw new UnusableFolderException(!File.Exists(sweepFile)
            ? $"{folder} is no finished sweep: it has no {OutputFolder.SweepFileName}. "
                + "Give the folder that 'sweep run' wrote."
            : $"{folder} has no {missing}: the sweep is not over, or the file was removed. "
                + Again(folder, sweepFile, missing));
    }

    // 'sweep run' takes a folder with a summary to be complete, so the summary must go first.
    private static string Again(string folder, string sweepFile, string missing) =>
        (missing == SummaryCsv.FileName ? "Run" : $"Move its {SummaryCsv.FileName} elsewhere and run")
        + $" 'sweep run {sweepFile} --out {folder}': it goes on from the journal and writes all files.";
}
