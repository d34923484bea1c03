using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Objectives.Linear.Outcomes;

/// <summary>Converts outcomes and checkpoints of a linear layer to protobuf (outcome.proto) and back.</summary>
internal sealed class LinearCodec : IOutcomeCodec
{
    /// <inheritdoc/>
    public byte[] Encode(TrialOutcome outcome)
    {
        var linear = (LinearOutcome)outcome;
        var wire = new Format.TrialOutcome
        {
            Epochs = linear.Epochs,
            Rmse = linear.Rmse,
            Mae = linear.Mae,
            Verdict = (Format.Verdict)(linear.Verdict + 1),
        };
        wire.Parameters.AddRange(linear.Parameters);
        wire.EpochRmse.AddRange(linear.EpochRmse);
        wire.EpochValidationRmse.AddRange(linear.EpochValidationRmse);
        if (linear.ValidationRmse is { } validationRmse)
            wire.ValidationRmse = validationRmse;
        if (linear.ValidationMae is { } validationMae)
            wire.ValidationMae = validationMae;
        if (linear.DivergedAtUpdate is { } update)
            wire.DivergedAtUpdate = update;
        return wire.ToByteArray();
    }

    /// <inheritdoc/>
    public TrialOutcome DecodeOutcome(ReadOnlySpan<byte> bytes) => OutcomeReader.Read(bytes) ?? Parsed(bytes);

    /// <inheritdoc/>
    public byte[] Encode(TrialCheckpoint checkpoint)
    {
        var lane = ((LinearCheckpoint)checkpoint).Lane;
        var wire = new Format.LaneCheckpoint
        {
            State = { lane.State },
            EpochRmse = { lane.EpochRmse },
            EpochValidationRmse = { lane.EpochValidationRmse },
        };
        if (lane.DivergedAtUpdate is { } update)
            wire.DivergedAtUpdate = update;
        return wire.ToByteArray();
    }

    /// <inheritdoc/>
    public TrialCheckpoint DecodeCheckpoint(ReadOnlySpan<byte> bytes)
    {
        var wire = Format.LaneCheckpoint.Parser.ParseFrom(bytes);
        return new LinearCheckpoint(new LaneCheckpoint
        {
            State = Numbers(wire.State),
            EpochRmse = Numbers(wire.EpochRmse),
            EpochValidationRmse = Numbers(wire.EpochValidationRmse),
            DivergedAtUpdate = wire.HasDivergedAtUpdate ? wire.DivergedAtUpdate : null,
        });
    }

    // Bytes of any layout that protobuf allows, and the errors of those that it does not.
    private static LinearOutcome Parsed(ReadOnlySpan<byte> bytes)
    {
        var wire = Format.TrialOutcome.Parser.ParseFrom(bytes);
        return new LinearOutcome
        {
            Epochs = wire.Epochs,
            Rmse = wire.Rmse,
            Mae = wire.Mae,
            ValidationRmse = wire.HasValidationRmse ? wire.ValidationRmse : null,
            ValidationMae = wire.HasValidationMae ? wire.ValidationMae : null,
            Parameters = Numbers(wire.Parameters),
            EpochRmse = Numbers(wire.EpochRmse),
            EpochValidationRmse = Numbers(wire.EpochValidationRmse),
            Verdict = (Verdict)(wire.Verdict - 1),
            DivergedAtUpdate = wire.HasDivergedAtUpdate ? wire.DivergedAtUpdate : null,
        };
    }

    private static ImmutableArray<double> Numbers(RepeatedField<double> numbers)
    {
        if (numbers.Count == 0)
            return [];
        var copy = new double[numbers.Count];
        numbers.CopyTo(copy, 0);
        return ImmutableCollectionsMarshal.AsImmutableArray(copy);
    }
}
