using System.Collections.Immutable;
using SweepCluster.Search;
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
        ImmutableArray<string> columns = ["trial_id", schema.StepWord, .. schema.Curves];
        var known = columns.ToHashSet();
        ImmutableArray<string> found =
            [.. FoundMetrics.NamesIn(results).Where(name => known.Add(ColumnNames.Of(name)))];
        using var csv = new CsvRows(writer);
        csv.Texts([.. columns, .. found.Select(ColumnNames.Of)]);
        csv.EndRow();
        foreach (var result in results.InOrderOfTrials())
        {
            if (result.Outcome is { } outcome)
                WriteRows(csv, result.TrialId, outcome, schema.Curves.Length, found);
        }
    }

    private static void WriteRows(
        CsvRows csv, long trialId, TrialOutcome outcome, int curves, ImmutableArray<string> names)
    {
        var points = curves == 0 ? 0 : outcome.Curve(0).Length;
        var found = names.Select(name => FoundMetrics.Of(outcome, name)?.Curve ?? []).ToList();
        for (var point = 0; point < points; point++)
        {
            csv.Number(trialId);
            csv.Number(outcome.StepOf(point));
            for (var curve = 0; curve < curves; curve++)
                csv.Number(outcome.Curve(curve)[point]);
            foreach (var curve in found)
                csv.Cell(point < curve.Length && !double.IsNaN(curve[point]) ? Cell.Of(curve[point]) : Cell.Empty);
            csv.EndRow();
        }
    }
}
