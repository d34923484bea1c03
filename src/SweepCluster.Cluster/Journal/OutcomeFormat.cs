using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Journal;

/// <summary>Between a trial's outcome and its protobuf form.</summary>
internal static class OutcomeFormat
{
    public static Format.TrialOutcome ToWire(TrialOutcome outcome)
    {
        var wire = new Format.TrialOutcome
        {
            Epochs = outcome.Epochs,
            Rmse = outcome.Rmse,
            Mae = outcome.Mae,
            Verdict = (Format.Verdict)(outcome.Verdict + 1),
        };
        wire.Parameters.AddRange(outcome.Parameters);
        wire.EpochRmse.AddRange(outcome.EpochRmse);
        wire.EpochValidationRmse.AddRange(outcome.EpochValidationRmse);
        if (outcome.ValidationRmse is { } validationRmse)
            wire.ValidationRmse = validationRmse;
        if (outcome.ValidationMae is { } validationMae)
            wire.ValidationMae = validationMae;
        if (outcome.DivergedAtUpdate is { } update)
            wire.DivergedAtUpdate = update;
        return wire;
    }

    public static TrialOutcome FromWire(Format.TrialOutcome wire) => new()
    {
        Epochs = wire.Epochs,
        Rmse = wire.Rmse,
        Mae = wire.Mae,
        ValidationRmse = wire.HasValidationRmse ? wire.ValidationRmse : null,
        ValidationMae = wire.HasValidationMae ? wire.ValidationMae : null,
        Parameters = [.. wire.Parameters],
        EpochRmse = [.. wire.EpochRmse],
        EpochValidationRmse = [.. wire.EpochValidationRmse],
        Verdict = (Verdict)(wire.Verdict - 1),
        DivergedAtUpdate = wire.HasDivergedAtUpdate ? wire.DivergedAtUpdate : null,
    };
}
