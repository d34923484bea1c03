using Google.Protobuf;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Wire;

/// <summary>Between a checkpoint and its protobuf form.</summary>
internal static class CheckpointForms
{
    public static Format.PackCheckpoint? ToWire(PackCheckpoint? checkpoint) => checkpoint is null ? null : new()
    {
        Start = checkpoint.Start,
        Kind = checkpoint.Trials[0].Kind.Word,
        Trials = { checkpoint.Trials.Select(trial => UnsafeByteOperations.UnsafeWrap(trial.Kind.Codec.Encode(trial))) },
    };

    public static PackCheckpoint? FromWire(Format.PackCheckpoint? wire)
    {
        if (wire is null)
            return null;
        var codec = ObjectiveKinds.Named(wire.Kind).Codec;
        return new PackCheckpoint(wire.Start, [.. wire.Trials.Select(trial => codec.DecodeCheckpoint(trial.Span))]);
    }
}
