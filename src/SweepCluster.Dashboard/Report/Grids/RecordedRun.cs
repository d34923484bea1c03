using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>A sweep as its folder, or a cluster, records it.</summary>
/// <param name="Spec">The sweep.</param>
/// <param name="Text">The sweep file, as it is in the folder.</param>
/// <param name="Summary">How each trial ended.</param>
/// <param name="Columns">The columns of summary.csv.</param>
/// <param name="Rows">Its first rows, cell by cell.</param>
/// <param name="Curves">Learning curves of the best trials and of a sample of all.</param>
internal sealed record RecordedRun(
    SweepSpec Spec,
    string Text,
    RecordedSummary Summary,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string>> Rows,
    LearningCurves Curves)
{
    /// <summary>The name of the sweep file with all defaults in the folder.</summary>
    public const string SweepFileName = "sweep.hocon";

    private const int MostRows = 1000;

    /// <summary>The seconds that each trial took, where trials are timed one by one.</summary>
    public IReadOnlyDictionary<long, double> Seconds { get; init; } = new Dictionary<long, double>();

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="known">The sweep, if its file has been read already.</param>
    /// <exception cref="InvalidDataException">A file is not this sweep's.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidInputException">The sweep file is wrong.</exception>
    public static RecordedRun Read(string folder, SweepSpec? known = null)
    {
        var file = Path.Combine(folder, SweepFileName);
        var text = File.ReadAllText(file);
        var spec = known ?? SweepFileReader.Parse(text, file, []);
        var path = Path.Combine(folder, SummaryCsv.FileName);
        var summary = RecordedSummary.Read(path, spec);
        var lines = File.ReadLines(path).Take(MostRows + 1)
            .Select(row => SummaryRows.Cells(row).ToImmutableArray()).ToList();
        var curves = LearningCurves.Read(Path.Combine(folder, CurvesCsv.FileName), spec, summary);
        return new RecordedRun(spec, text, summary, lines[0], [.. lines.Skip(1)], curves)
        {
            Seconds = TrialDurations.Read(Path.Combine(folder, AttemptsCsv.FileName), spec),
        };
    }

    /// <summary>Of results in memory, without rows of the table.</summary>
    /// <param name="results">The results.</param>
    /// <param name="text">The sweep file.</param>
    public static RecordedRun Of(SweepResults results, string text) =>
        new(results.Spec, text, RecordedSummary.Of(results), [], [], LearningCurves.Of(results))
        {
            Seconds = TrialDurations.Of(results),
        };
}
