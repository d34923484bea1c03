using SweepCluster.Cli.Display;
using SweepCluster.Cli.Planning;

namespace SweepCluster.Cli.Running;

/// <summary>Shows a sweep whose files are written.</summary>
internal static class FinishedSweep
{
    /// <summary>Prints the ranked table and what most failures come from.</summary>
    /// <returns>The exit code.</returns>
    public static int Show(OutputFolder folder, LoadedSweep sweep, bool quiet)
    {
        var summary = SummaryTable.Read(folder.Summary);
        if (!quiet)
        {
            summary.Print(Terminal.Output());
            if (summary.BestStalled is { } stalled)
                Console.WriteLine($"Why trial {stalled} STALLED: {Obstacles.Why(sweep.Trainer.Value, sweep.Spec, stalled)}.");
            Console.WriteLine($"All trials: {folder.Summary}");
        }

        return summary.HasFailures ? ExitCode.Incomplete : ExitCode.Success;
    }
}
