namespace SweepCluster.Cluster.Work;

/// <summary>How large a worker node's checkpoints may be, how often they are made, and when they are told.</summary>
/// <param name="LargestBytes">A larger one is not made.</param>
/// <param name="BytesPerInterval">One that is larger is made, and told, as much more rarely.</param>
/// <param name="AtOnce">Whether they are told when they are made, and not with the renewals of leases.</param>
public sealed record CheckpointLimits(long LargestBytes, long BytesPerInterval, bool AtOnce)
{
    // What a node that leaves loses at most besides its last epoch; copying so much so often costs nothing.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Over a network: half of what a frame may hold, and renewals that hold up nobody's heartbeats.</summary>
    public static CheckpointLimits Networked { get; } = new(512 * 1024, 64 * 1024, AtOnce: false);

    /// <summary>Within one process: nothing is copied on the way.</summary>
    public static CheckpointLimits Embedded { get; } = new(64 << 20, 2 << 20, AtOnce: true);

    /// <summary>The time from one checkpoint to the next.</summary>
    /// <param name="bytes">How large it is.</param>
    public TimeSpan Between(long bytes) => Interval * Math.Max(1, bytes / (double)BytesPerInterval);
}
