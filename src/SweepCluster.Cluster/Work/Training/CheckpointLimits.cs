namespace SweepCluster.Cluster.Work.Training;

/// <summary>How large a worker node's checkpoints may be, and when it makes and sends them.</summary>
/// <param name="LargestBytes">The node makes no larger checkpoints.</param>
/// <param name="BytesPerInterval">The node makes and sends larger ones less often, in proportion to their size.</param>
/// <param name="AtOnce">Whether the node sends them at once, rather than with the renewals of leases.</param>
public sealed record CheckpointLimits(long LargestBytes, long BytesPerInterval, bool AtOnce)
{
    // A node that leaves loses at most this much training, and its last epoch. Copying this often costs nothing.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Over a network: at most half a frame, and renewals too small to delay heartbeats.</summary>
    public static CheckpointLimits Networked { get; } = new(512 * 1024, 64 * 1024, AtOnce: false);

    /// <summary>Within one process, where messages are not copied.</summary>
    public static CheckpointLimits Embedded { get; } = new(64 << 20, 2 << 20, AtOnce: true);

    /// <summary>The time from one checkpoint to the next.</summary>
    /// <param name="bytes">The size of a checkpoint.</param>
    public TimeSpan Between(long bytes) => Interval * Math.Max(1, bytes / (double)BytesPerInterval);
}
