using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
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
        Parameters = Numbers(wire.Parameters),
        EpochRmse = Numbers(wire.EpochRmse),
        EpochValidationRmse = Numbers(wire.EpochValidationRmse),
        Verdict = (Verdict)(wire.Verdict - 1),
        DivergedAtUpdate = wire.HasDivergedAtUpdate ? wire.DivergedAtUpdate : null,
    };

    /// <summary>About how many bytes an outcome takes: eight a number; some ten numbers and their tags stand alone.</summary>
    public static long RoughBytes(TrialOutcome outcome) => 100
        + sizeof(double) * (long)(outcome.Parameters.Length + outcome.EpochRmse.Length + outcome.EpochValidationRmse.Length);

    // A sweep of a million trials is read at every restart: one copy of its numbers is enough.
    private static ImmutableArray<double> Numbers(RepeatedField<double> numbers)
    {
        var copy = new double[numbers.Count];
        numbers.CopyTo(copy, 0);
        return ImmutableCollectionsMarshal.AsImmutableArray(copy);
    }
}
