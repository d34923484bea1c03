using SweepCluster.Cli.Folders;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Verifying;

/// <summary>A finished sweep as its folder records it, with its data as they are now.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Rows">The rows of its summary.</param>
/// <param name="Order">The order of its trials.</param>
internal sealed record RecordedSweep(LoadedSweep Sweep, RecordedRows Rows, TrialOrder Order)
{
    /// <summary>The sweep's specification.</summary>
    public SweepSpec Spec => Sweep.Spec;

    /// <summary>Evaluates its trials.</summary>
    public IObjective Objective => Sweep.Objective.Value;

    /// <summary>Reads a folder; changes nothing in it.</summary>
    /// <exception cref="UnusableFolderException">It holds no finished sweep, or sweep or data changed.</exception>
    /// <exception cref="InvalidInputException">The sweep file or the data cannot be read.</exception>
    public static RecordedSweep Read(string folder)
    {
        FinishedFolder.Require(folder, OutputFolder.SweepFileName, SummaryCsv.FileName);
        var file = Path.Combine(folder, OutputFolder.SweepFileName);
        var sweep = LoadedSweep.Read(file, []);
        if (File.ReadLines(file).FirstOrDefault() != OutputFolder.Mark + sweep.Fingerprint)
            throw new UnusableFolderException(
                $"{folder} was made by another sweep or from other data: the fingerprint is not the one in "
                + $"{OutputFolder.SweepFileName}. Bring back the sweep file and the data that it was run with.");
        var rows = RecordedRows.Read(Path.Combine(folder, SummaryCsv.FileName), sweep.Spec);
        return new RecordedSweep(
            sweep, rows, RecordedSettings.OrderOf(sweep.Spec, rows.Ids.Select(id => (id, rows.Line(id)))));
    }
}
