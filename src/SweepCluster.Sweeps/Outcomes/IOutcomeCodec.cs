namespace SweepCluster.Sweeps.Outcomes;

/// <summary>Between what a kind's trials give and its bytes, which journals and messages carry.</summary>
/// <remarks>The bytes of a released version can be read for ever: fields are added, never changed.</remarks>
public interface IOutcomeCodec
{
    /// <summary>An outcome's bytes.</summary>
    byte[] Encode(TrialOutcome outcome);

    /// <summary>The outcome that bytes stand for.</summary>
    TrialOutcome DecodeOutcome(ReadOnlySpan<byte> bytes);

    /// <summary>A checkpoint's bytes.</summary>
    byte[] Encode(TrialCheckpoint checkpoint);

    /// <summary>The checkpoint that bytes stand for.</summary>
    TrialCheckpoint DecodeCheckpoint(ReadOnlySpan<byte> bytes);
}
