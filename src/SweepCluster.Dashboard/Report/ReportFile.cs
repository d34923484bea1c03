using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Dashboard.Report;

/// <summary>report.html: a finished sweep on one page that needs nothing else.</summary>
public static class ReportFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "report.html";

    /// <summary>Loads what draws figures, so that a process's first report does not take twice as long.</summary>
    public static void Load() => ReportWarmup.Play();

    /// <summary>Writes the report of a finished sweep's folder; reads its files and changes none.</summary>
    /// <param name="folder">The folder that holds sweep.hocon, summary.csv and curves.csv.</param>
    /// <param name="writer">Takes the page.</param>
    /// <param name="spec">The sweep, if its file has been read already.</param>
    /// <exception cref="InvalidDataException">A file is not this sweep's.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidInputException">The sweep file is wrong.</exception>
    public static void Write(string folder, TextWriter writer, SweepSpec? spec = null) =>
        new Page(RecordedRun.Read(folder, spec)).Write(writer);
}
