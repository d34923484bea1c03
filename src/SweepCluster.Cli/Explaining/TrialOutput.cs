using SweepCluster.Cli.Folders;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Evaluating;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Explaining;

/// <summary>What a trial's program has left in the folder of its sweep.</summary>
internal static class TrialOutput
{
    /// <summary>The trial's folder.</summary>
    /// <param name="folder">The sweep's folder.</param>
    /// <param name="spec">The sweep.</param>
    /// <param name="trialId">One of its trials.</param>
    public static string FolderOf(string folder, SweepSpec spec, long trialId) =>
        new TrialFolders(Path.Combine(folder, Workplace.TrialsName), spec.Planned).Of(trialId);

    /// <summary>Where its output is and how to run it again; nothing if it is not there.</summary>
    /// <param name="folder">The sweep's folder.</param>
    /// <param name="spec">The sweep.</param>
    /// <param name="trialId">One of its trials.</param>
    public static IEnumerable<string> Further(string folder, SweepSpec spec, long trialId)
    {
        var command = Path.Combine(FolderOf(folder, spec, trialId), TrialFileNames.Command);
        return spec.Objective.RunsPrograms && File.Exists(command)
            ?
            [
                $"What it printed: sweep logs {folder} {trialId}",
                $"To run it again by hand: sh {command}",
            ]
            : [];
    }

    /// <summary>Checks that a sweep's trials have output here.</summary>
    /// <exception cref="UnusableFolderException">They have none.</exception>
    public static void Require(string folder, SweepSpec spec, long trialId)
    {
        var planned = spec.Planned;
        if (!spec.Objective.RunsPrograms)
            throw new UnusableFolderException($"{folder} is no sweep of programs: its trials print nothing.");
        if (trialId >= planned)
            throw new UnusableFolderException($"{folder} has no trial {trialId}; its trials are 0 to {planned - 1}.");
        if (!Directory.Exists(FolderOf(folder, spec, trialId)))
            throw new UnusableFolderException($"Trial {trialId} has not been run in {folder}.");
    }
}
