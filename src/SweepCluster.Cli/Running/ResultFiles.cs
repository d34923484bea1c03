using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cli.Running;

/// <summary>Writes a finished sweep's files; the summary last, for it says that all are there.</summary>
internal static class ResultFiles
{
    /// <summary>Writes them all.</summary>
    public static void Write(OutputFolder folder, SweepResults results)
    {
        if (!results.Account.Balances)
            throw new InvalidOperationException($"The account does not balance: {results.Account}.");
        folder.Write(AttemptsCsv.FileName, writer => AttemptsCsv.Write(writer, results));
        folder.Write(CurvesCsv.FileName, writer => CurvesCsv.Write(writer, results));
        folder.Write(ConfigurationsCsv.FileName, writer => ConfigurationsCsv.Write(writer, results));
        folder.Write(SummaryCsv.FileName, writer => SummaryCsv.Write(writer, results));
    }
}
