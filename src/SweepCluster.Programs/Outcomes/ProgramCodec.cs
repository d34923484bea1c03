using Google.Protobuf;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Programs.Outcomes;

/// <summary>Converts outcomes of programs to protobuf (program.proto) and back; programs have no checkpoints.</summary>
internal sealed class ProgramCodec : IOutcomeCodec
{
    /// <inheritdoc/>
    public byte[] Encode(TrialOutcome outcome)
    {
        var own = (ProgramOutcome)outcome;
        return new Format.ProgramOutcome
        {
            Value = own.Value,
            CurveSteps = { own.CurveSteps },
            CurveValues = { own.CurveValues },
            Found =
            {
                own.Others.Select(found => new Format.FoundMetric
                {
                    Name = found.Name,
                    Value = found.Value,
                    Curve = { found.Curve },
                }),
            },
        }.ToByteArray();
    }

    /// <inheritdoc/>
    public TrialOutcome DecodeOutcome(ReadOnlySpan<byte> bytes)
    {
        var wire = Format.ProgramOutcome.Parser.ParseFrom(bytes);
        return new ProgramOutcome
        {
            Value = wire.Value,
            CurveSteps = [.. wire.CurveSteps],
            CurveValues = [.. wire.CurveValues],
            Others = [.. wire.Found.Select(found => new FoundMetric(found.Name, found.Value, [.. found.Curve]))],
        };
    }

    /// <inheritdoc/>
    public byte[] Encode(TrialCheckpoint checkpoint) => throw new NotSupportedException("Programs make none.");

    /// <inheritdoc/>
    public TrialCheckpoint DecodeCheckpoint(ReadOnlySpan<byte> bytes) =>
        throw new NotSupportedException("Programs make none.");
}
