using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Programs.Evaluating;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Explaining;

/// <summary>What the trials of a run have printed, as it stands in their folders.</summary>
/// <param name="folder">The sweep's folder.</param>
/// <param name="spec">The sweep.</param>
internal sealed class TrialFolderLogs(string folder, SweepSpec spec) : ITrialLogStore
{
    /// <inheritdoc/>
    public void Keep(string sweepId, long trialId, TrialLog log)
    {
        // The folder has it already.
    }

    /// <inheritdoc/>
    public TrialLog? Read(string sweepId, long trialId, LogCursor from) => spec.Objective.RunsPrograms
        ? LogFiles.Read(TrialOutput.FolderOf(folder, spec, trialId), 0, from, isRunning: false)
        : null;
}
