using SweepCluster.Cli.Display;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Running;

/// <summary>Shows a sweep whose files are written.</summary>
internal static class FinishedSweep
{
    /// <summary>Prints the ranked table, what it comes to in words, and what most failures come from.</summary>
    /// <returns>The exit code.</returns>
    public static int Show(OutputFolder folder, LoadedSweep sweep, bool quiet)
    {
        var summary = SummaryTable.Read(folder.Summary);
        if (!quiet)
        {
            summary.Print(Terminal.Output());
            var scales = sweep.Trainer.Value.Problem.Optimum.ScalesMakeTheWayLong;
            foreach (var sentence in Headline.Of(sweep.Spec, RecordedSummary.Read(folder.Summary, sweep.Spec), scales))
                Console.WriteLine(sentence);
            if (summary.BestStalled is { } stalled)
                Console.WriteLine($"Why trial {stalled} STALLED: {Obstacles.Why(sweep.Trainer.Value, sweep.Spec, stalled)}.");
            Console.WriteLine($"All trials: {folder.Summary}");
            if (File.Exists(folder.Report))
                Console.WriteLine($"Report: {folder.Report}");
        }

        return summary.HasFailures ? ExitCode.Of(sweep.Spec, RecordedSummary.Read(folder.Summary, sweep.Spec)) : ExitCode.Success;
    }
}
