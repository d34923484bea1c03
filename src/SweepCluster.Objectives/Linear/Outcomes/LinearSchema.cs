using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Outcomes;

/// <summary>What outcomes of a linear layer hold.</summary>
internal static class LinearSchema
{
    /// <summary>The places of the metrics, as journals have them.</summary>
    public const int Rmse = 0, Mae = 1, ValidationRmse = 2, ValidationMae = 3;

    private const string OptimumColumn = "optimum_rmse";
    private const string ExcessColumn = "excess_rmse";

    /// <summary>Why trials end as they do, in the order of <see cref="Verdict"/>.</summary>
    public static readonly ImmutableArray<VerdictKind> Verdicts =
    [
        .. Enum.GetValues<Verdict>()
            .Select(verdict => new VerdictKind(verdict.ToString().ToUpperInvariant(), ToneOf(verdict))),
    ];

    /// <summary>The schema of a sweep.</summary>
    public static ObjectiveSchema Of(LinearSpec spec)
    {
        var holdsOut = spec.Table.Validation > 0;
        return new ObjectiveSchema
        {
            Metrics =
            [
                new(Rmse, "rmse", Direction.Minimize),
                new(Mae, "mae", Direction.Minimize),
                HeldOut(ValidationRmse, "validation-rmse"),
                HeldOut(ValidationMae, "validation-mae"),
            ],
            Curves = holdsOut ? ["rmse", "validation_rmse"] : ["rmse"],
            StepWord = "epoch",
            References = [new(OptimumColumn, "Optimum RMSE by least squares")],
            Verdicts = Verdicts,
            Columns =
            [
                new(OptimumColumn, (_, references) => Cell.Of(references[0])),
                new(ExcessColumn, (outcome, references) => Cell.Of(((LinearOutcome)outcome).Rmse - references[0])),
                new("verdict", (outcome, _) => Cell.Of(Verdicts[outcome.VerdictIndex!.Value].Name)),
            ],
            LastColumns =
            [
                .. WeightColumns.Of(spec).Select(weight => new OutcomeColumn(
                    weight.Name, (outcome, _) => Cell.Of(((LinearOutcome)outcome).Parameters[weight.Index]))),
            ],
            Distance = new(ExcessColumn, "RMSE above the least-squares optimum", references =>
                $"The least-squares optimum has an RMSE of {Headline.Number(references[0])}: "
                + "no weights do better on the training rows."),
        };

        Metric HeldOut(int index, string name) => new(index, name, Direction.Minimize)
        {
            Missing = holdsOut ? null : "needs held-out rows: write dataset.validation = 0.2, say",
        };
    }

    private static VerdictTone ToneOf(Verdict verdict) => verdict switch
    {
        Verdict.Converged => VerdictTone.Good,
        Verdict.Unfinished or Verdict.Oscillating or Verdict.Stalled => VerdictTone.Poor,
        Verdict.Diverged => VerdictTone.Bad,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };
}
