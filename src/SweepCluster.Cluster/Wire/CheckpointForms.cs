using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Wire;

/// <summary>Between a checkpoint and its protobuf form.</summary>
internal static class CheckpointForms
{
    public static Format.PackCheckpoint? ToWire(PackCheckpoint? checkpoint) => checkpoint is null
        ? null
        : new Format.PackCheckpoint { Start = checkpoint.Start, Trials = { checkpoint.Trials.Select(ToWire) } };

    public static PackCheckpoint? FromWire(Format.PackCheckpoint? wire) =>
        wire is null ? null : new PackCheckpoint(wire.Start, wire.Trials.Select(FromWire).ToImmutableArray());

    private static Format.LaneCheckpoint ToWire(LaneCheckpoint trial)
    {
        var wire = new Format.LaneCheckpoint
        {
            State = { trial.State },
            EpochRmse = { trial.EpochRmse },
            EpochValidationRmse = { trial.EpochValidationRmse },
        };
        if (trial.DivergedAtUpdate is { } update)
            wire.DivergedAtUpdate = update;
        return wire;
    }

    private static LaneCheckpoint FromWire(Format.LaneCheckpoint wire) => new()
    {
        State = [.. wire.State],
        EpochRmse = [.. wire.EpochRmse],
        EpochValidationRmse = [.. wire.EpochValidationRmse],
        DivergedAtUpdate = wire.HasDivergedAtUpdate ? wire.DivergedAtUpdate : null,
    };
}
