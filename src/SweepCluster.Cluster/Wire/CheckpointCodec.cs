using Google.Protobuf;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Wire;

/// <summary>Translates a checkpoint into its protobuf message, and back.</summary>
internal static class CheckpointCodec
{
    public static Format.PackCheckpoint? ToWire(PackCheckpoint? checkpoint)
    {
        if (checkpoint is null)
            return null;
        var kind = checkpoint.Trials[0].Kind;
        var codec = ObjectiveKinds.Named(kind).Codec;
        return new Format.PackCheckpoint
        {
            Start = checkpoint.Start,
            Kind = kind,
            Trials = { checkpoint.Trials.Select(trial => UnsafeByteOperations.UnsafeWrap(codec.Encode(trial))) },
        };
    }

    public static PackCheckpoint? FromWire(Format.PackCheckpoint? wire)
    {
        if (wire is null)
            return null;
        var codec = ObjectiveKinds.Named(wire.Kind).Codec;
        return new PackCheckpoint(wire.Start, [.. wire.Trials.Select(trial => codec.DecodeCheckpoint(trial.Span))]);
    }
}
