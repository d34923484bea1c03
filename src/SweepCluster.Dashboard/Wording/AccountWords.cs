using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Wording;

/// <summary>The states of a sweep's trials, in words.</summary>
internal static class AccountWords
{
    /// <summary>Trials that were trained to an end, good or bad; FAILED and CANCELLED ones were not.</summary>
    public static long Trained(this Account account) => account.Complete + account.Pruned + account.Diverged;

    /// <summary>How many of all were trained, if that is known.</summary>
    public static string Progress(SweepStatus status) => status switch
    {
        { IsAccountKnown: true, Account.Planned: 0 } => "not begun",
        { IsAccountKnown: true } =>
            $"{Numbers.Count(status.Account.Trained())} of {Numbers.Count(status.Account.Planned)}",
        { Account.Planned: 0 } => "not known yet",
        _ => $"not known yet, of {Numbers.Count(status.Account.Planned)}",
    };

    /// <summary>What became of the others, such as 3 failed, 120 cancelled; empty if all is well.</summary>
    /// <param name="account">The trials by state.</param>
    /// <param name="running">Trials in training.</param>
    public static string Others(Account account, long running) => string.Join(", ", new (long Count, string Word)[]
    {
        (account.Failed, "failed"),
        (account.Cancelled, "cancelled"),
        (account.Diverged, "diverged"),
        (running, "in training"),
    }.Where(part => part.Count > 0).Select(part => $"{Numbers.Count(part.Count)} {part.Word}"));
}
