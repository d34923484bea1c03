using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Results;

/// <summary>curves.csv: a row a trial and epoch, in the order of trials.</summary>
public static class CurvesCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "curves.csv";

    /// <summary>Writes the learning curves.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        var heldOut = results.Spec.Data.Validation > 0;
        using var csv = new CsvRows(writer);
        csv.Texts(["trial_id", "epoch", "rmse"]);
        if (heldOut)
            csv.Text("validation_rmse");
        csv.EndRow();
        foreach (var result in results.InOrderOfTrials())
        {
            if (result.Outcome is { } outcome)
                WriteRows(csv, result.TrialId, outcome, heldOut);
        }
    }

    private static void WriteRows(CsvRows csv, long trialId, TrialOutcome outcome, bool heldOut)
    {
        for (var epoch = 0; epoch < outcome.EpochRmse.Length; epoch++)
        {
            csv.Number(trialId);
            csv.Number(epoch + 1);
            csv.Number(outcome.EpochRmse[epoch]);
            if (heldOut)
                csv.Number(outcome.EpochValidationRmse[epoch]);
            csv.EndRow();
        }
    }
}
