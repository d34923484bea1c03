using System.Globalization;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Wording;

/// <summary>Says how many trials converged, how most of the others ended, and what those have in common.</summary>
internal static class FailureWords
{
    /// <summary>The sentence; null if all converged.</summary>
    public static string? Of(SweepSpec spec, RecordedSummary summary)
    {
        var groups = summary.Ranked.Where(trial => trial.VerdictOf() is not null and not Verdict.Converged)
            .GroupBy(trial => trial.VerdictOf()!.Value)
            .Select(group => (Verdict: group.Key, Ids: group.Select(trial => trial.Id).ToList()))
            .OrderByDescending(group => group.Ids.Count).ThenBy(group => group.Verdict).ToList();
        if (groups.Count == 0)
            return null;
        var verdicts = summary.Ranked.Count(trial => trial.Verdict is not null);
        if (verdicts == 1)
        {
            var only = groups[0].Verdict;
            return $"The only trial {Link(only, 1)}{Capitals(only)} ({Cause(only, 1)}).";
        }
        var failed = groups.Sum(group => group.Ids.Count);
        return $"{Count(verdicts - failed)} of {Count(verdicts)} trials CONVERGED; "
            + $"{Most(groups, failed)}{Ground(spec, summary, groups)}.";
    }

    private static string Most(List<(Verdict Verdict, List<long> Ids)> groups, int failed)
    {
        var (verdict, ids) = groups[0];
        var tied = groups.Where(group => group.Ids.Count == ids.Count).ToList();
        if (tied.Count > 1)
            return $"of the others {string.Join(" and ", tied.Select(group =>
                $"{Ended(group.Verdict, ids.Count)} ({Cause(group.Verdict, ids.Count)})"))}";
        var cause = $"({Cause(verdict, ids.Count)})";
        if (groups.Count == 1)
            return $"{Ended(verdict, ids.Count)} {cause}";
        return 2 * ids.Count <= failed
            ? $"of the others {Ended(verdict, ids.Count)}, more than anything else {cause}"
            : $"most of the others, {Count(ids.Count)}, {Link(verdict, ids.Count)}{Capitals(verdict)} {cause}";
    }

    private static string Ground(
        SweepSpec spec, RecordedSummary summary, List<(Verdict Verdict, List<long> Ids)> groups)
    {
        if (groups.Count > 1 && groups[1].Ids.Count == groups[0].Ids.Count)
            return "";
        var ids = groups[0].Ids;
        var ground = CommonGround.Of(
            SweptAxis.Of(spec, summary.Order), ids, [.. summary.Known.Select(trial => trial.Id)]);
        if (ground.Conditions.IsEmpty)
            return "";
        if (ids.Count == 1)
            return $", with {ground}";
        var howMany = ground.Count == ids.Count ? "all" : Count(ground.Count);
        return $", {howMany} of them with {ground}";
    }

    private static string Ended(Verdict verdict, int count) =>
        $"{Count(count)} {Link(verdict, count)}{Capitals(verdict)}";

    private static string Link(Verdict verdict, int count)
    {
        if (verdict is not (Verdict.Unfinished or Verdict.Oscillating))
            return "";
        return count == 1 ? "is " : "are ";
    }

    private static string Capitals(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    private static string Cause(Verdict verdict, int count) => verdict switch
    {
        Verdict.Unfinished => "more epochs would help",
        Verdict.Oscillating => $"{(count == 1 ? "its" : "their")} steps are too long to come closer",
        Verdict.Stalled => $"{(count == 1 ? "its" : "their")} learning rates add up to too little",
        Verdict.Diverged => $"{(count == 1 ? "it" : "they")} left the finite numbers",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No failure."),
    };

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
