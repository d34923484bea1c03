using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Journal;

/// <summary>Translates a lease into its protobuf message, and back.</summary>
internal static class LeaseFormat
{
    public static Format.Lease ToWire(Lease lease) => new()
    {
        Id = lease.Id,
        Start = lease.Range.Start,
        Count = lease.Range.Count,
        Attempt = lease.Attempt,
        Worker = lease.Holder.Worker,
        Slot = lease.Holder.Slot,
        Pull = lease.Holder.Pull,
        GrantedAt = EventFormat.Ticks(lease.GrantedAt),
        Deadline = EventFormat.Ticks(lease.Deadline),
    };

    public static Lease FromWire(Format.Lease lease) => new(
        lease.Id,
        new TrialRange(lease.Start, lease.Count),
        lease.Attempt,
        new SlotRequest(lease.Worker, lease.Slot, lease.Pull),
        EventFormat.Time(lease.GrantedAt),
        EventFormat.Time(lease.Deadline));
}
