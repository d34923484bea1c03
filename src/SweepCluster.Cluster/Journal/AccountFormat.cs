using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Journal;

/// <summary>Translates an account into its protobuf message, and back.</summary>
internal static class AccountFormat
{
    public static Format.Account ToWire(Account account) => new()
    {
        Planned = account.Planned,
        Complete = account.Complete,
        Pruned = account.Pruned,
        Diverged = account.Diverged,
        Failed = account.Failed,
        Cancelled = account.Cancelled,
    };

    public static Account FromWire(Format.Account account) => new(
        account.Planned, account.Complete, account.Pruned, account.Diverged, account.Failed, account.Cancelled);
}
