using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Objectives.Linear.Outcomes;

/// <summary>Where a linear layer stood after an epoch.</summary>
/// <param name="Lane">Its parameters, its optimizer's state and its curves.</param>
public sealed record LinearCheckpoint(LaneCheckpoint Lane) : TrialCheckpoint
{
    /// <inheritdoc/>
    public override string Kind => LinearWords.Kind;

    /// <inheritdoc/>
    public override int Steps => Lane.Epochs;

    /// <inheritdoc/>
    public override long Bytes =>
        sizeof(double) * ((long)Lane.State.Length + Lane.EpochRmse.Length + Lane.EpochValidationRmse.Length);
}
