using System.Collections.Immutable;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report;

/// <summary>Writes a report of a made-up sweep to nowhere: the first real one then finds all compiled.</summary>
internal static class ReportWarmup
{
    private const string Sweep =
        """
        sweep {
          name = rehearsal
          dataset.synthetic { target = difference, rows = 8, features = 4 }
          training { loss = rmse, optimizer = adam, epochs = 2 }
          search-space { learning-rate = [0.1, 0.2], decay = [0, 0.1] }
        }
        """;

    /// <summary>Writes it.</summary>
    public static void Play()
    {
        var spec = SweepFileReader.Parse(Sweep, "rehearsal", []);
        ImmutableArray<RecordedTrial> ranked =
            [.. Enumerable.Range(0, 4).Select(id => new RecordedTrial(id, TrialState.Complete, id + 1, id, id))];
        var curves = new LearningCurves(
            "rmse", false, "epoch", [(0, new([2, 1]))], [new([4, 2]), new([6, 3]), new([8, 4])], IsWhole: true);
        var run = new RecordedRun(
            spec,
            Sweep,
            new RecordedSummary(TrialOrder.Of(spec), [1], ranked),
            ["trial_id", "rmse"],
            [["0", "1"]],
            curves);
        new Page(run).Write(TextWriter.Null);
    }
}
