using System.Globalization;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>attempts.csv: a row a trial and attempt: who trained it, when, how long, and what came of it.</summary>
public static class AttemptsCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "attempts.csv";

    /// <summary>Writes the attempts; a trial's seconds are its share of its pack's.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        var order = new TrialOrder(results.Spec);
        CsvText.Write(
            writer,
            ["trial_id", "attempt", "node", "started_at", "seconds", "outcome"],
            results.Attempts.SelectMany(attempt => Rows(order, attempt)));
    }

    private static IEnumerable<IEnumerable<string>> Rows(TrialOrder order, Attempt attempt)
    {
        for (var place = attempt.Range.Start; place < attempt.Range.End; place++)
            yield return
            [
                CsvText.Number(order[place].Id),
                CsvText.Number(attempt.Number),
                attempt.Worker,
                attempt.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                CsvText.Number(attempt.Seconds / attempt.Range.Count),
                Words(attempt),
            ];
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
