using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>Translates a sweep's replies to what clients ask of it into answers to them.</summary>
internal static class ClientAnswers
{
    /// <summary>The answer to the client.</summary>
    /// <param name="sweepId">The sweep.</param>
    /// <param name="command">What the client asked for.</param>
    /// <param name="reply">The sweep's reply.</param>
    /// <param name="state">The sweep after it.</param>
    public static SweepProtocol.IReply To(string sweepId, ISweepCommand command, ISweepReply reply, SweepState state) =>
        (command, reply) switch
        {
            (_, SweepReplies.SweepOver) => new SweepProtocol.SweepRefused(sweepId, $"{sweepId} is over already"),
            (SweepCommands.RetryTrials retry, SweepReplies.Reopened { Trials: 0, LetsWorkersBack: false }) =>
                new SweepProtocol.SweepRefused(
                    sweepId, $"nothing to retry: no trial of {sweepId} {Missed(retry.Which)}{AfterTheGoal(state)}"),
            _ => new SweepProtocol.Done(sweepId),
        };

    private static string Missed(RetryWhich which) => which switch
    {
        RetryWhich.Failed => "has failed",
        RetryWhich.Cancelled => "was cancelled",
        RetryWhich.Both => "has failed or was cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(which), which, "No such choice of trials."),
    };

    private static string AfterTheGoal(SweepState state) => state.Ended == EndReason.GoalReached
        ? "; its goal is reached, and trials that come after that are not trained"
        : "";
}
