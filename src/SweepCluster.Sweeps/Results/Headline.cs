using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Results;

/// <summary>A sweep in a few plain sentences: what is best, what its failures have in common, what to try next.</summary>
public static class Headline
{
    /// <summary>The sentences.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="summary">How its trials ended.</param>
    /// <param name="scalesMakeTheWayLong">Whether standardizing the data shortens the way; null where they are not at hand.</param>
    public static ImmutableArray<string> Of(SweepSpec spec, RecordedSummary summary, bool? scalesMakeTheWayLong = null)
    {
        var isToStandardize = !spec.Data.Standardize && scalesMakeTheWayLong == true && MostFailed(summary);
        string?[] sentences =
        [
            Best(spec, summary),
            Failures(spec, summary),
            isToStandardize ? Standardizing : Next(spec, summary),
            isToStandardize || scalesMakeTheWayLong is not null ? null : IfScalesDiffer(spec, summary),
            WithoutResult(summary),
        ];
        return [.. sentences.OfType<string>()];
    }

    // Whatever else the trials lack, they can be judged only then.
    private const string Standardizing =
        "Try next: standardize = on, for the columns' scales and means make the way to the optimum long.";

    private static bool MostFailed(RecordedSummary summary) => summary.Best?.Verdict != Verdict.Converged
        || 2 * summary.Ranked.Count(trial => trial.Verdict == Verdict.Converged) < summary.Ranked.Count(trial => trial.Verdict is not null);

    private static string? IfScalesDiffer(SweepSpec spec, RecordedSummary summary) =>
        spec.Data.Standardize || spec.Data.Source is DataSource.Synthetic || summary.Best?.Verdict == Verdict.Converged
            ? null
            : "If the columns' scales or means differ much, try standardize = on before all else; sweep explain tells.";

    private static string Best(SweepSpec spec, RecordedSummary summary) => summary.Best is { } best
        ? $"Best is trial {best.Id}{Settings(spec, best)}: {spec.Objective.Column()} {Number(best.Objective)}, {Distance(spec, summary, best)}."
        : "No trial was trained to its end with finite numbers.";

    private static string Settings(SweepSpec spec, RecordedTrial trial)
    {
        var axes = spec.SearchSpace.Axes;
        var values = spec.SearchSpace[trial.Id / spec.Repeats].Values;
        return axes.IsEmpty ? "" : $" ({string.Join(", ", axes.Select((axis, i) => $"{axis.Key.Kebab()} {values[i].ToShortString()}"))})";
    }

    private static string Distance(SweepSpec spec, RecordedSummary summary, RecordedTrial best)
    {
        var (optimum, excess) = (summary.OptimumRmse, best.ExcessRmse);
        var subject = spec.Objective == Objective.Rmse ? "" : $"its training RMSE {Number(optimum + excess)} ";
        var amount = excess < 10 * optimum ? $"{Math.Max(0, excess / optimum).ToString("0.##%", CultureInfo.InvariantCulture)}" : Number(excess);
        return $"{subject}{amount} above the least-squares optimum of {Number(optimum)}";
    }

    private static string? Failures(SweepSpec spec, RecordedSummary summary)
    {
        var groups = summary.Ranked.Where(trial => trial.Verdict is not null and not Verdict.Converged).GroupBy(trial => trial.Verdict!.Value).ToList();
        if (groups.Count == 0)
            return null;
        var largest = groups.MaxBy(group => (group.Count(), group.Key))!;
        List<long> ids = [.. largest.Select(trial => trial.Id)];
        var verdicts = summary.Ranked.Count(trial => trial.Verdict is not null);
        var failed = groups.Sum(group => group.Count());
        var converged = $"{Count(verdicts - failed)} of {Count(verdicts)} {Trials(verdicts)} CONVERGED; ";
        var most = groups.Count == 1 ? $"{Count(ids.Count)} {Word(largest.Key)}" : $"most of the others, {Count(ids.Count)}, {Word(largest.Key)}";
        if (2 * ids.Count <= failed)
            most = $"of the others {Count(ids.Count)} {Word(largest.Key)}, more than anything else";
        var ground = CommonGround.Of(spec, ids, [.. summary.Ranked.Select(trial => trial.Id)]);
        return $"{converged}{most} ({Cause(largest.Key)})"
            + (ground.Conditions.IsEmpty ? "." : $", {(ground.Count == ids.Count ? "all" : Count(ground.Count))} of them with {ground}.");
    }

    private static string? Next(SweepSpec spec, RecordedSummary summary)
    {
        if (summary.Best is not { } best)
            return summary.Ranked.Any(trial => trial.Verdict == Verdict.Diverged) ? "Try next: a lower learning rate." : null;
        var edges = Edges(spec, best);
        var beyond = edges.Count == 0 ? "" : $"{string.Join(" and ", edges)}, where the grid ends and the best trial lies";
        return best.Verdict switch
        {
            Verdict.Converged when edges.Count == 0 => "Nothing to mend: the best trial is as close to the optimum as the tolerance asks.",
            Verdict.Converged => $"Try next, if it must be closer still: {beyond}.",
            { } verdict => $"Try next: {Mend(verdict)}, for even the best trial {Cause(verdict, plural: false)}"
                + (beyond.Length == 0 ? "." : $"; and {beyond}."),
            null => null,
        };
    }

    private static string? WithoutResult(RecordedSummary summary)
    {
        var failed = summary.Ranked.Count(trial => trial.State == TrialState.Failed);
        return failed == 0 ? null : $"{Count(failed)} {Trials(failed)} FAILED: attempts.csv says why.";
    }

    // A number has room beyond the grid unless it is the least that the setting can be.
    private static List<string> Edges(SweepSpec spec, RecordedTrial best)
    {
        var edges = new List<string>();
        var values = spec.SearchSpace[best.Id / spec.Repeats].Values;
        foreach (var (axis, value) in spec.SearchSpace.Axes.Zip(values).Where(pair => pair.First.Count > 1 && !pair.First.Key.IsWord()))
        {
            var numbers = Enumerable.Range(0, axis.Count).Select(point => axis[point].Number);
            if (value.Number == numbers.Max())
                edges.Add($"{axis.Key.Kebab()} above {value.ToShortString()}");
            else if (value.Number == numbers.Min() && value.Number > (axis.Key.IsWhole() ? 1 : 0))
                edges.Add($"{axis.Key.Kebab()} below {value.ToShortString()}");
        }

        return edges;
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Unfinished => "are UNFINISHED",
        Verdict.Oscillating => "are OSCILLATING",
        _ => verdict.ToString().ToUpperInvariant(),
    };

    private static string Cause(Verdict verdict, bool plural = true) => verdict switch
    {
        Verdict.Unfinished => plural ? "more epochs would help" : "was still on its way",
        Verdict.Oscillating => plural ? "their steps are too long to come closer" : "circles the optimum",
        Verdict.Stalled => plural ? "their learning rates add up to too little" : "has learning rates that add up to too little",
        Verdict.Diverged => plural ? "they left the finite numbers" : "left the finite numbers",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No failure."),
    };

    private static string Mend(Verdict verdict) => verdict switch
    {
        Verdict.Unfinished => "more epochs",
        Verdict.Oscillating => "a lower learning rate or more decay",
        Verdict.Stalled => "a higher learning rate or less decay",
        _ => "a lower learning rate",
    };

    private static string Trials(int count) => count == 1 ? "trial" : "trials";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
