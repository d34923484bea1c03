using SweepCluster.Dashboard.Wording;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Api.Models;

/// <summary>What a trial has printed.</summary>
/// <param name="TrialId">The trial.</param>
/// <param name="Attempt">The attempt that printed it, from 1; null if that is not known.</param>
/// <param name="IsRunning">Whether it may print more.</param>
/// <param name="Stdout">The end of its standard output.</param>
/// <param name="Stderr">The end of its standard error.</param>
internal sealed record LogModel(
    long TrialId, int? Attempt, bool IsRunning, LogTextModel Stdout, LogTextModel Stderr)
{
    /// <summary>The model of a log.</summary>
    public static LogModel Of(long trialId, TrialLog log) => new(
        trialId,
        log.Attempt > 0 ? log.Attempt : null,
        log.IsRunning,
        LogTextModel.Of(log.Output),
        LogTextModel.Of(log.Errors));
}

/// <summary>The end of a text.</summary>
/// <param name="Length">How many bytes the whole text has.</param>
/// <param name="Start">How many bytes come before this part.</param>
/// <param name="Text">This part, without control characters.</param>
internal sealed record LogTextModel(long Length, long Start, string Text)
{
    /// <summary>The model of a text.</summary>
    public static LogTextModel Of(LogText text) => new(text.Length, text.Start, LogWords.Text(text));
}
