using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Cli.Display;

/// <summary>Words for how a sweep stands.</summary>
internal static class StatusWords
{
    /// <summary>A phase, such as goal-reached.</summary>
    public static string Of(SweepPhase phase) => JsonNamingPolicy.KebabCaseLower.ConvertName(phase.ToString());

    /// <summary>A number.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time, in UTC.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What is shown of a sweep of a cluster.</summary>
    public static SweepView ViewOf(SweepStatus status, ImmutableArray<NodeStatus> nodes) =>
        new(status.Account, status.Running, status.Phase.IsEnd(), status.Highlights, nodes);

    /// <summary>Lines for a person.</summary>
    public static IEnumerable<string> Lines(SweepStatus status)
    {
        var account = status.Account;
        yield return $"{status.SweepId}: {Of(status.Phase)}, priority {Of(status.Priority)}, submitted {Of(status.SubmittedAt)} UTC";
        yield return $"trials: {Of(account.Planned)} planned, {Of(account.Complete)} complete, {Of(account.Pruned)} pruned, "
            + $"{Of(account.Diverged)} diverged, {Of(account.Failed)} failed, {Of(account.Cancelled)} cancelled";
        if (!status.Phase.IsEnd())
            yield return $"in training: {CountWords.Of(status.Running, "trial")} in {CountWords.Of(status.Packs, "pack")}";
        if (status.Phase == SweepPhase.GoalReached)
            yield return "the goal is reached: trials that come after it are not trained, and are counted as cancelled";
        if (status.Problem.Length > 0)
            yield return $"problem: {status.Problem}";
    }
}
