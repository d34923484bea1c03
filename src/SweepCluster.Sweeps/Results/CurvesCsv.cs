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
        string[] header = ["trial_id", "epoch", "rmse"];
        var trained = results.Ranked.Where(result => result.Outcome is not null).OrderBy(result => result.Trial.Id);
        CsvText.Write(
            writer,
            heldOut ? header.Append("validation_rmse") : header,
            trained.SelectMany(result => Curve(result.Trial.Id, result.Outcome!, heldOut)));
    }

    private static IEnumerable<IEnumerable<string>> Curve(long trialId, TrialOutcome outcome, bool heldOut) =>
        outcome.EpochRmse.Select((rmse, epoch) =>
        {
            string[] row = [CsvText.Number(trialId), CsvText.Number(epoch + 1), CsvText.Number(rmse)];
            return heldOut ? row.Append(CsvText.Number(outcome.EpochValidationRmse[epoch])) : row;
        });
}
