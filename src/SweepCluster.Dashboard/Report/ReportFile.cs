namespace SweepCluster.Dashboard.Report;

/// <summary>report.html: a finished sweep on one page that needs nothing else.</summary>
public static class ReportFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "report.html";

    /// <summary>The report of a finished sweep's folder; reads its files and changes none.</summary>
    /// <param name="folder">The folder that holds sweep.hocon, summary.csv and curves.csv.</param>
    /// <exception cref="InvalidDataException">A file is not this sweep's.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="Training.Data.InvalidInputException">The sweep file is wrong.</exception>
    public static string Of(string folder) => new Page(RecordedRun.Read(folder)).Html();
}
