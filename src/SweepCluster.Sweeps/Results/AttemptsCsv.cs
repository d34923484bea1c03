using System.Globalization;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Results;

/// <summary>attempts.csv: a row per trial and attempt: who trained it, when, how long, and how that ended.</summary>
public static class AttemptsCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "attempts.csv";

    /// <summary>Writes the attempts; the trials leased together share the seconds evenly.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        using var csv = new CsvRows(writer);
        csv.Texts(["trial_id", "attempt", "node", "started_at", "seconds", "outcome"]);
        csv.EndRow();
        foreach (var attempt in results.Attempts)
            WriteRows(csv, results.Order, attempt);
    }

    private static void WriteRows(CsvRows csv, TrialOrder order, Attempt attempt)
    {
        var startedAt = attempt.StartedAt.UtcDateTime
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var outcome = Words(attempt);
        for (var place = attempt.Range.Start; place < attempt.Range.End; place++)
        {
            csv.Number(order.IdAt(place));
            csv.Number(attempt.Number);
            csv.Text(attempt.Worker);
            csv.Text(startedAt);
            csv.Number(attempt.Seconds / attempt.Range.Count);
            csv.Text(outcome);
            csv.EndRow();
        }
    }

    private static string Words(Attempt attempt) => attempt.Outcome switch
    {
        AttemptOutcome.Completed => "completed",
        AttemptOutcome.Failed => $"failed: {attempt.Reason}",
        AttemptOutcome.Lost or AttemptOutcome.Interrupted => "lost",
        AttemptOutcome.HandedBack => "handed back",
        AttemptOutcome.Abandoned => "abandoned",
        _ => throw new ArgumentOutOfRangeException(nameof(attempt), attempt.Outcome, "No such outcome."),
    };
}
