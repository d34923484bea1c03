using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Summaries;

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

    /// <summary>The view of a cluster's sweep.</summary>
    public static SweepView ViewOf(SweepSeen seen) =>
        new(seen.Status.Account, seen.Status.Running, seen.Status.Phase, seen.Status.Highlights, seen.Nodes)
        {
            Problem = seen.Status.Problem,
            Waiting = seen.Waiting,
            IsAccountKnown = seen.Status.IsAccountKnown,
            SecondsLeft = seen.Status.SecondsLeft,
        };

    /// <summary>The view of a run's sweep.</summary>
    public static SweepView ViewOf(SweepProtocol.SweepProgress progress, ImmutableArray<NodeStatus> nodes) =>
        new(progress.Account, progress.Running, PhaseOf(progress), progress.Highlights, nodes)
        {
            Problem = progress.Problem,
            IsAccountKnown = progress.IsAccountKnown,
            SecondsLeft = progress.SecondsLeft,
        };

    /// <summary>Trials that are done; a question mark if that is not known.</summary>
    public static string Done(SweepStatus status) => status.IsAccountKnown ? Of(status.Account.Done) : "?";

    /// <summary>Lines for a person.</summary>
    public static IEnumerable<string> Lines(SweepStatus status)
    {
        var account = status.Account;
        yield return $"{status.SweepId}: {Of(status.Phase)}, priority {Of(status.Priority)}, "
            + $"submitted {Of(status.SubmittedAt)} UTC";
        yield return $"trials: {Of(account.Planned)} planned, " + (status.IsAccountKnown
            ? $"{Of(account.Complete)} complete, {Of(account.Pruned)} pruned, "
                + $"{Of(account.Diverged)} diverged, {Of(account.Failed)} failed, {Of(account.Cancelled)} cancelled"
            : "how many are done is not known before the journal is read");
        if (!status.Phase.IsEnd())
            yield return $"under way: {CountWords.Of(status.Running, "trial")}"
                + (status.Packs == status.Running ? "" : $" in {CountWords.Of(status.Packs, "pack")}")
                + (status.SecondsLeft is { } left
                    ? $", about {Throughput.Short(TimeSpan.FromSeconds(left))} left"
                    : "");
        if (status.Phase == SweepPhase.GoalReached)
            yield return "the goal is reached: trials that come after it are not trained, and are counted as cancelled";
        if (status.Phase == SweepPhase.TooManyFailures)
        {
            yield return EndWords.OfFailures(account);
            if (status.Course.Failure.Length > 0)
                yield return $"the last one: {Shown.Line(status.Course.Failure)}";
        }

        if (status.Problem.Length > 0)
            yield return $"problem: {status.Problem}";
    }

    private static SweepPhase PhaseOf(SweepProtocol.SweepProgress progress) => progress switch
    {
        { Ended: not null } => SweepPhase.Finished,
        { Problem.Length: > 0 } => SweepPhase.Interrupted,
        { Paused: true } => SweepPhase.Paused,
        _ => SweepPhase.Running,
    };
}
