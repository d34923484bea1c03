using Google.Protobuf;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Programs.Outcomes;

/// <summary>Converts outcomes and checkpoints of programs to protobuf (program.proto) and back.</summary>
internal sealed class ProgramCodec : IOutcomeCodec
{
    /// <inheritdoc/>
    public byte[] Encode(TrialOutcome outcome) => Wire((ProgramOutcome)outcome).ToByteArray();

    /// <inheritdoc/>
    public TrialOutcome DecodeOutcome(ReadOnlySpan<byte> bytes) => Own(Format.ProgramOutcome.Parser.ParseFrom(bytes));

    /// <inheritdoc/>
    public byte[] Encode(TrialCheckpoint checkpoint)
    {
        var own = (ProgramCheckpoint)checkpoint;
        return new Format.ProgramCheckpoint
        {
            Number = own.Number,
            Files =
            {
                own.Files.Select(file => new Format.KeptFile
                {
                    Name = file.Name,
                    Content = UnsafeByteOperations.UnsafeWrap(file.Content),
                }),
            },
            Said = own.Said is { } said ? Wire(said) : null,
            Package = own.Package ?? "",
            Budget = own.Budget,
        }.ToByteArray();
    }

    /// <inheritdoc/>
    public TrialCheckpoint DecodeCheckpoint(ReadOnlySpan<byte> bytes)
    {
        var wire = Format.ProgramCheckpoint.Parser.ParseFrom(bytes);
        return new ProgramCheckpoint(
            wire.Number,
            [.. wire.Files.Select(file => new KeptFile(file.Name, file.Content.Memory))],
            wire.Said is { } said ? Own(said) : null,
            wire.Budget,
            wire.Package.Length == 0 ? null : wire.Package);
    }

    private static Format.ProgramOutcome Wire(ProgramOutcome own) => new()
    {
        Value = own.Value,
        Budget = own.Budget ?? 0,
        Kept = own.Kept ?? "",
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
    };

    private static ProgramOutcome Own(Format.ProgramOutcome wire) => new()
    {
        Value = wire.Value,
        Budget = wire.Budget == 0 ? null : wire.Budget,
        Kept = wire.Kept.Length == 0 ? null : wire.Kept,
        CurveSteps = [.. wire.CurveSteps],
        CurveValues = [.. wire.CurveValues],
        Others = [.. wire.Found.Select(found => new FoundMetric(found.Name, found.Value, [.. found.Curve]))],
    };
}
