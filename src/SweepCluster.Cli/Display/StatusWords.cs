using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cli.Display;

/// <summary>Words for how a sweep stands.</summary>
internal static class StatusWords
{
    private static readonly string[] Thousands = ["", " k", " M", " G", " T"];

    /// <summary>A phase, such as goal-reached.</summary>
    public static string Of(SweepPhase phase) => JsonNamingPolicy.KebabCaseLower.ConvertName(phase.ToString());

    /// <summary>A number.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A rate in three figures at most, such as 1.2 k, 310 M or 4.05 G; 0 for none.</summary>
    public static string Rate(double perSecond)
    {
        var power = perSecond < 1000 ? 0 : Math.Min((int)(Math.Log10(perSecond) / 3), Thousands.Length - 1);
        var digits = perSecond / Math.Pow(1000, power);
        return $"{digits.ToString(digits < 100 ? "G3" : "F0", CultureInfo.InvariantCulture)}{Thousands[power]}";
    }

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
            yield return $"in training: {Of(status.Running)} trials in {Of(status.Packs)} packs";
        if (status.Problem.Length > 0)
            yield return $"problem: {status.Problem}";
    }
}
