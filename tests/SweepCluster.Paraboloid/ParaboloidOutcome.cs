using System.Buffers.Binary;
using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Paraboloid;

/// <summary>One height.</summary>
public sealed record ParaboloidOutcome(double Height) : TrialOutcome
{
    /// <inheritdoc/>
    public override string Kind => ParaboloidSpec.Word;

    /// <inheritdoc/>
    public override int Steps => 1;

    /// <inheritdoc/>
    public override bool Diverged => false;

    /// <inheritdoc/>
    public override long RoughBytes => sizeof(double);

    /// <inheritdoc/>
    public override double Metric(int index) => Height;

    /// <inheritdoc/>
    public override ImmutableArray<double> Curve(int index) => [];
}

/// <summary>Eight bytes per height; a trial is over before there is a checkpoint to keep.</summary>
internal sealed class ParaboloidCodec : IOutcomeCodec
{
    /// <inheritdoc/>
    public byte[] Encode(TrialOutcome outcome)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, ((ParaboloidOutcome)outcome).Height);
        return bytes;
    }

    /// <inheritdoc/>
    public TrialOutcome DecodeOutcome(ReadOnlySpan<byte> bytes) =>
        new ParaboloidOutcome(BinaryPrimitives.ReadDoubleLittleEndian(bytes));

    /// <inheritdoc/>
    public byte[] Encode(TrialCheckpoint checkpoint) => throw new NotSupportedException("None is made.");

    /// <inheritdoc/>
    public TrialCheckpoint DecodeCheckpoint(ReadOnlySpan<byte> bytes) =>
        throw new NotSupportedException("None is made.");
}
