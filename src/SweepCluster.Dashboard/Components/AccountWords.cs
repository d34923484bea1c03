using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Components;

/// <summary>Where a sweep's trials are, in words.</summary>
internal static class AccountWords
{
    /// <summary>Trials that were trained to an end, good or bad; those cancelled were not, and those failed have none.</summary>
    public static long Trained(this Account account) => account.Complete + account.Pruned + account.Diverged;

    /// <summary>How many of all were trained.</summary>
    public static string Progress(Account account) => account.Planned == 0
        ? "not begun"
        : $"{Numbers.Count(account.Trained())} of {Numbers.Count(account.Planned)}";

    /// <summary>What became of the others, such as 3 failed, 120 cancelled; empty where all is well.</summary>
    /// <param name="account">Where the trials are.</param>
    /// <param name="running">Trials in training.</param>
    public static string Others(Account account, long running) => string.Join(", ", new (long Count, string Word)[]
    {
        (account.Failed, "failed"), (account.Cancelled, "cancelled"), (account.Diverged, "diverged"), (running, "in training"),
    }.Where(part => part.Count > 0).Select(part => $"{Numbers.Count(part.Count)} {part.Word}"));
}
