using SweepCluster.Dashboard.Report;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cli.Folders;

/// <summary>Writes a finished sweep's report.html.</summary>
internal static class Report
{
    private static readonly string[] Needed = [OutputFolder.SweepFileName, SummaryCsv.FileName, CurvesCsv.FileName];

    /// <summary>Writes it at the end of a sweep.</summary>
    /// <remarks>The results are safe in their files, so no failure here stops the sweep.</remarks>
    public static async Task TryWriteAsync(string folder, SweepSpec spec)
    {
        try
        {
            Write(folder, spec);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync(
                $"sweep: {ReportFile.FileName} was not written ({cause.Message}). The results are whole; "
                + $"'sweep report {folder}' writes it again.").ConfigureAwait(false);
        }
    }

    /// <summary>Writes it from a folder's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="spec">The sweep, if its file has been read already.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UnusableFolderException">The folder holds no finished sweep, or cannot be written.</exception>
    /// <exception cref="InvalidInputException">The sweep file is wrong.</exception>
    public static string Write(string folder, SweepSpec? spec = null)
    {
        FinishedFolder.Require(folder, Needed);
        try
        {
            OwnFiles.RefuseForeign(folder, ReportFile.FileName);
            OutputFolder.Write(folder, ReportFile.FileName, writer => ReportFile.Write(folder, writer, spec));
            return Path.Combine(folder, ReportFile.FileName);
        }
        catch (InvalidDataException wrong)
        {
            throw new UnusableFolderException($"{wrong.Message}. Bring back the file that 'sweep run' wrote.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var path = Path.Combine(folder, ReportFile.FileName);
            throw new UnusableFolderException($"{path} cannot be written: {cause.Message}");
        }
    }
}
