using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Results;

/// <summary>curves.csv: a row per trial and step, in the order of trials.</summary>
public static class CurvesCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "curves.csv";

    /// <summary>Writes the learning curves.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        var schema = results.Spec.Schema;
        using var csv = new CsvRows(writer);
        csv.Texts(["trial_id", schema.StepWord, .. schema.Curves]);
        csv.EndRow();
        foreach (var result in results.InOrderOfTrials())
        {
            if (result.Outcome is { } outcome)
                WriteRows(csv, result.TrialId, outcome, schema.Curves.Length);
        }
    }

    private static void WriteRows(CsvRows csv, long trialId, TrialOutcome outcome, int curves)
    {
        var steps = curves == 0 ? 0 : outcome.Curve(0).Length;
        for (var step = 0; step < steps; step++)
        {
            csv.Number(trialId);
            csv.Number(step + 1);
            for (var curve = 0; curve < curves; curve++)
                csv.Number(outcome.Curve(curve)[step]);
            csv.EndRow();
        }
    }
}
