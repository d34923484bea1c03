using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Folders;

/// <summary>Restores files that were removed from the folder of a finished sweep.</summary>
/// <remarks>All but the summary: without that, the sweep does not count as finished.</remarks>
internal static class MissingFiles
{
    private static readonly string[] OfJournal = [CurvesCsv.FileName, ConfigurationsCsv.FileName, AttemptsCsv.FileName];

    /// <summary>Writes them again; if that fails, says so and goes on, for the summary is there.</summary>
    /// <param name="folder">The folder, opened for reading.</param>
    /// <param name="sweep">Its sweep.</param>
    /// <param name="again">Writes all files from the journal into the folder opened for that; null without one.</param>
    /// <param name="otherwise">Why they cannot be written from the journal, and what to do instead.</param>
    public static async Task BringBackAsync(
        OutputFolder folder, LoadedSweep sweep, Func<OutputFolder, Task>? again, string otherwise)
    {
        var missing = OfJournal.Where(name => !File.Exists(Path.Combine(folder.FullPath, name))).ToList();
        if (missing.Count > 0 && again is not null && folder.HasJournal)
            await FromJournalAsync(folder, sweep, again, missing).ConfigureAwait(false);
        else if (missing.Count > 0)
            await TellAsync(missing, otherwise).ConfigureAwait(false);
        if (!File.Exists(folder.Report) && File.Exists(Path.Combine(folder.FullPath, CurvesCsv.FileName)))
            await Report.TryWriteAsync(folder.FullPath, sweep.Spec).ConfigureAwait(false);
    }

    private static async Task FromJournalAsync(
        OutputFolder folder, LoadedSweep sweep, Func<OutputFolder, Task> again, IReadOnlyList<string> missing)
    {
        try
        {
            using var writable = OutputFolder.ToWrite(sweep, folder.FullPath);
            await again(writable).ConfigureAwait(false);
        }
        catch (UnusableFolderException cause)
        {
            await TellAsync(missing, string.Join(' ', cause.Lines)).ConfigureAwait(false);
        }
    }

    private static Task TellAsync(IReadOnlyList<string> missing, string what) => Console.Error.WriteLineAsync(
        $"sweep: {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing. {what}");
}
