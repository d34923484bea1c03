using System.Globalization;
using Spectre.Console;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Model;

namespace SweepCluster.Cli.Explaining;

/// <summary>A trial before and after a change, side by side: its settings, and what training gave.</summary>
internal static class Comparison
{
    private const int MostWeights = 12;

    /// <summary>A row a setting or number, named as in summary.csv.</summary>
    public static Table Of(LoadedSweep sweep, Hyperparameters settings, TrialOutcome before, Mend mend, TrialOutcome after)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var head in new[] { "before", "after" })
            table.AddColumn(new TableColumn(head).RightAligned());
        Row("learning_rate", Explanation.Number(settings.LearningRate), Explanation.Number(mend.Settings.LearningRate));
        Row("decay", Explanation.Number(settings.Decay), Explanation.Number(mend.Settings.Decay));
        Row("epochs", Count(settings.Epochs), Count(mend.Settings.Epochs));
        Row("standardize", OnOff(sweep.Spec.Data.Standardize), OnOff(sweep.Spec.Data.Standardize || mend.Standardizes));
        Row("verdict", Capitals(before), Capitals(after));
        Numbers("rmse", outcome => outcome.Rmse);
        Numbers("excess_rmse", outcome => outcome.Rmse - sweep.Trainer.Value.Problem.OptimumRmse);
        Numbers("mae", outcome => outcome.Mae);
        if (before.ValidationRmse is not null)
            Numbers("validation_rmse", outcome => outcome.ValidationRmse!.Value);
        var weights = WeightColumns.Of(sweep.Spec);
        // Standardizing gives a layer without bias one in the data's own units.
        var weightsAfter = WeightColumns.Of(mend.Standardizes ? Standardized(sweep.Spec) : sweep.Spec);
        foreach (var (name, index) in weightsAfter.Length <= MostWeights ? weightsAfter : [])
        {
            var first = weights.FirstOrDefault(weight => weight.Name == name) is { Name: not null } weight
                ? Explanation.Number(before.Parameters[weight.Index])
                : "";
            Row(name, first, Explanation.Number(after.Parameters[index]));
        }

        return table;

        void Row(string name, string first, string second) => table.AddRow(new Text(name), new Text(first), new Text(second));
        void Numbers(string name, Func<TrialOutcome, double> number) =>
            Row(name, Explanation.Number(number(before)), Explanation.Number(number(after)));
    }

    private static SweepSpec Standardized(SweepSpec spec) => spec with { Data = spec.Data with { Standardize = true } };

    private static string Capitals(TrialOutcome outcome) => outcome.Verdict.ToString().ToUpperInvariant();

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string OnOff(bool value) => value ? "on" : "off";
}
