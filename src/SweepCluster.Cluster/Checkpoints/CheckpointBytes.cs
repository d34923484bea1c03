using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Wire;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Turns checkpoints into the bytes that stores keep, and back: the wire message, sealed.</summary>
internal static class CheckpointBytes
{
    // Another layout gets another number, so that the bytes of an older release are not taken for a checkpoint.
    private const string Layout = "checkpoint.1";

    public static byte[] Of(PackCheckpoint checkpoint) =>
        SealedEvent.Write(CheckpointCodec.ToWire(checkpoint)!, Layout);

    /// <summary>The checkpoint; null if the bytes are not one.</summary>
    public static PackCheckpoint? Read(byte[] bytes) =>
        SealedEvent.ReadKept(bytes, Layout, Wire.Format.PackCheckpoint.Parser, CheckpointCodec.FromWire);
}
