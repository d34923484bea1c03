using System.Globalization;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>A mend that can be tried, and compared with the trial as it was.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="explained">The trial.</param>
/// <param name="mend">The change.</param>
internal sealed class RemedyToTry(LoadedSweep sweep, ExplainedTrial explained, Remedy mend) : IRemedy
{
    private const int MostWeights = 12;

    /// <inheritdoc/>
    public string Words => mend.Words;

    /// <inheritdoc/>
    public RemedyResult Evaluate(CancellationToken cancellation)
    {
        var after = mend.Try(cancellation);
        return new(after.Verdict == Verdict.Converged, [.. Compared(explained.Outcome, after)]);
    }

    private IEnumerable<(string Name, string Before, string After)> Compared(LinearOutcome before, LinearOutcome after)
    {
        var settings = sweep.Trainer().Settings(explained.Trial);
        var standardizes = sweep.Spec.Linear().Table.Standardize;
        var mended = mend.Settings;
        yield return (
            "learning_rate", Explanation.Number(settings.LearningRate), Explanation.Number(mended.LearningRate));
        yield return ("decay", Explanation.Number(settings.Decay), Explanation.Number(mended.Decay));
        yield return ("epochs", Count(settings.Epochs), Count(mended.Epochs));
        yield return ("standardize", OnOff(standardizes), OnOff(standardizes || mend.Standardizes));
        yield return ("verdict", Capitals(before), Capitals(after));
        yield return Numbers("rmse", outcome => outcome.Rmse);
        yield return Numbers("excess_rmse", outcome => outcome.Rmse - sweep.Trainer().Problem.OptimumRmse);
        yield return Numbers("mae", outcome => outcome.Mae);
        if (before.ValidationRmse is not null)
            yield return Numbers("validation_rmse", outcome => outcome.ValidationRmse!.Value);
        foreach (var weight in Weights(before, after))
            yield return weight;

        (string, string, string) Numbers(string name, Func<LinearOutcome, double> number) =>
            (name, Explanation.Number(number(before)), Explanation.Number(number(after)));
    }

    // Standardizing gives a layer without bias one in the data's own units.
    private IEnumerable<(string Name, string Before, string After)> Weights(LinearOutcome before, LinearOutcome after)
    {
        var own = WeightColumns.Of(sweep.Spec.Linear());
        var mended = WeightColumns.Of(mend.Standardizes ? sweep.Spec.Standardized().Linear() : sweep.Spec.Linear());
        return (mended.Length <= MostWeights ? mended : []).Select(column => (
            column.Name,
            own.FirstOrDefault(weight => weight.Name == column.Name) is { Name: not null } weight
                ? Explanation.Number(before.Parameters[weight.Index])
                : "",
            Explanation.Number(after.Parameters[column.Index])));
    }

    private static string Capitals(LinearOutcome outcome) => outcome.Verdict.ToString().ToUpperInvariant();

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string OnOff(bool value) => Sweeps.Reading.SwitchWords.Of(value);
}
