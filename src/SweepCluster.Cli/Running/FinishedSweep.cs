using SweepCluster.Cli.Display;
using SweepCluster.Cli.Explaining;
using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Hosting;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Running;

/// <summary>Shows a sweep whose files are written.</summary>
internal static class FinishedSweep
{
    /// <summary>Prints the ranked table, the sweep's outcome in words, and the cause of most failures.</summary>
    /// <returns>The exit code.</returns>
    public static int Show(OutputFolder folder, LoadedSweep sweep, bool quiet)
    {
        var recorded = Recorded(folder, sweep.Spec);
        var summary = SummaryTable.Read(folder.Summary, sweep.Spec.Schema);
        if (!quiet)
        {
            summary.Print(Terminal.Output());
            foreach (var sentence in Headline.Of(sweep.Spec, recorded, sweep.Objective.Value))
                Console.WriteLine(sentence);
            foreach (var sentence in Failed(folder, sweep.Spec, recorded))
                Console.WriteLine(sentence);
            if ((sweep.Spec.Kind as IConcludes)?.Disappointment(sweep, recorded) is { } why)
                Console.WriteLine(why);
            Console.WriteLine($"All trials: {folder.Summary}");
            if (File.Exists(folder.Report))
                Console.WriteLine($"Report: {folder.Report}");
        }

        return summary.HasFailures ? ExitCode.Of(sweep.Spec, recorded) : ExitCode.Success;
    }

    private static IEnumerable<string> Failed(OutputFolder folder, SweepSpec spec, RecordedSummary recorded)
    {
        var failed = recorded.Ranked.Where(trial => trial.State == TrialState.Failed)
            .Select(trial => trial.Id).ToHashSet();
        if (failed.Count == 0)
            yield break;
        var attempts = Path.Combine(folder.FullPath, AttemptsCsv.FileName);
        if (RecordedAttempts.MostCommon(attempts, failed) is var (reason, trialId))
            yield return $"Trial {trialId}{(failed.Count == 1 ? "" : ", as most of them")}: {reason}";
        if (!spec.Objective.Attempts.AreRepeatable
            && failed.Count >= AttemptRules.HopelessStart
            && recorded.Ranked.All(trial => trial.State is TrialState.Failed or TrialState.Cancelled))
            yield return $"The sweep ended because its first {AttemptRules.HopelessStart} trials failed: "
                + "mend the program, and start over with --fresh.";
    }

    private static RecordedSummary Recorded(OutputFolder folder, SweepSpec spec)
    {
        try
        {
            return RecordedSummary.Read(folder.Summary, spec);
        }
        catch (InvalidDataException edited)
        {
            var source = folder.HasJournal ? "from the journal" : "anew";
            throw new UnusableFolderException(
                $"{edited.Message}. The file was changed since 'sweep' wrote it:",
                $"move it elsewhere and run the same command again, which writes it {source}.");
        }
    }
}
