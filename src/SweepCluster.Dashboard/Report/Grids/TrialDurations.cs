using System.Globalization;
using CsvHelper;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>How many seconds the attempts took that gave results, where trials are timed one by one.</summary>
internal static class TrialDurations
{
    private const string Completed = "completed";

    /// <summary>By trial; none if trials are trained together, whose shares of the time say nothing.</summary>
    public static IReadOnlyDictionary<long, double> Of(SweepResults results)
    {
        var seconds = new Dictionary<long, double>();
        if (!results.Spec.Objective.RunsPrograms)
            return seconds;
        foreach (var attempt in results.Attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Completed))
        {
            for (var place = attempt.Range.Start; place < attempt.Range.End; place++)
                seconds[results.Order.IdAt(place)] = attempt.Seconds / attempt.Range.Count;
        }

        return seconds;
    }

    /// <summary>The same, as attempts.csv has it; none if there is no such file.</summary>
    public static IReadOnlyDictionary<long, double> Read(string path, SweepSpec spec)
    {
        var seconds = new Dictionary<long, double>();
        if (!spec.Objective.RunsPrograms || !File.Exists(path))
            return seconds;
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            if (csv.GetField("outcome") == Completed)
                seconds[csv.GetField<long>("trial_id")] = csv.GetField<double>("seconds");
        }

        return seconds;
    }
}
