using System.Globalization;
using CsvHelper;
using SweepCluster.Problems;

namespace SweepCluster.Cli.Explaining;

/// <summary>Attempts that failed, as attempts.csv has them.</summary>
internal static class RecordedAttempts
{
    private const string Failed = "failed: ";

    /// <summary>Why those that failed did, in their order; none if there is no such file.</summary>
    public static IReadOnlyList<string> Failures(string path, long trialId) =>
        [.. All(path).Where(failure => failure.TrialId == trialId).Select(failure => failure.Reason)];

    /// <summary>Why most trials of a group failed, by their last attempts; null if that is not known.</summary>
    /// <returns>The reason, and the first of the trials that failed for it.</returns>
    public static (string Reason, long TrialId)? MostCommon(string path, IReadOnlySet<long> trials)
    {
        var last = new Dictionary<long, string>();
        foreach (var (trialId, reason) in All(path).Where(failure => trials.Contains(failure.TrialId)))
            last[trialId] = reason;
        return last.GroupBy(failure => failure.Value, failure => failure.Key)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Min())
            .Select(group => ((string, long)?)(group.Key, group.Min()))
            .FirstOrDefault();
    }

    private static IEnumerable<(long TrialId, string Reason)> All(string path)
    {
        if (!File.Exists(path))
            yield break;
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            var outcome = csv.GetField("outcome") ?? "";
            if (outcome.StartsWith(Failed, StringComparison.Ordinal))
                yield return (csv.GetField<long>("trial_id"), Shown.Line(outcome[Failed.Length..]));
        }
    }
}
