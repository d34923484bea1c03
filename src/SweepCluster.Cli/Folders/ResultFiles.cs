using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cli.Folders;

/// <summary>
/// Writes a finished sweep's files in parallel; the summary last, because it marks the others as complete; then the
/// report.
/// </summary>
internal static class ResultFiles
{
    /// <summary>Writes them all.</summary>
    public static async Task WriteAsync(OutputFolder folder, SweepResults results)
    {
        if (!results.Account.Balances)
            throw new InvalidOperationException($"The account does not balance: {results.Account}.");
        var others = Task.WhenAll(
            Task.Run(() => folder.Write(AttemptsCsv.FileName, writer => AttemptsCsv.Write(writer, results))),
            Task.Run(() => folder.Write(CurvesCsv.FileName, writer => CurvesCsv.Write(writer, results))),
            Task.Run(() => folder.Write(
                ConfigurationsCsv.FileName, writer => ConfigurationsCsv.Write(writer, results))));
        try
        {
            folder.Write(SummaryCsv.FileName, writer =>
            {
                SummaryCsv.Write(writer, results);
                others.GetAwaiter().GetResult();
            });
        }
        finally
        {
            await others.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Report.TryWriteAsync(folder.FullPath, results.Spec).ConfigureAwait(false);
    }
}
