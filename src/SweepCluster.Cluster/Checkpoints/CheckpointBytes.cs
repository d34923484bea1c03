using Google.Protobuf;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Wire;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Between a checkpoint and the bytes that are kept of it: its form on the wire, sealed.</summary>
internal static class CheckpointBytes
{
    // Another layout gets another number: what an older release left is then none.
    private const string Layout = "checkpoint.1";

    public static byte[] Of(PackCheckpoint checkpoint) => SealedEvent.Write(CheckpointForms.ToWire(checkpoint)!, Layout);

    /// <summary>The checkpoint; null where the bytes are not those of one.</summary>
    public static PackCheckpoint? Read(byte[] bytes)
    {
        try
        {
            var content = SealedEvent.Open(bytes, Layout);
            return content.Length == bytes.Length || content.Length == 0
                ? null
                : CheckpointForms.FromWire(Wire.Format.PackCheckpoint.Parser.ParseFrom(content));
        }
        catch (Exception cause) when (cause is DamagedJournalException or InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
