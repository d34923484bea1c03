using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>Why a sweep ended before all its trials were run.</summary>
public static class EndWords
{
    /// <summary>Trials failed: all that ended, or as many as the sweep allows.</summary>
    public static string OfFailures(Account account) =>
        account.Failed + account.Cancelled == account.Done
            ? $"all {account.Failed} trials that were run failed: something is wrong with all of them, and the other "
                + $"{account.Cancelled} were not begun"
            : $"{account.Failed} trials failed, as many as stop.max-failures allows, and the other "
                + $"{account.Cancelled} were not begun";
}
