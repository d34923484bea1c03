using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Wording;

/// <summary>Says what to try next: what mends the best trial's verdict, and the edges of the grid it lies at.</summary>
/// <remarks>Never advises both ways for one setting, nor an edge that opposes what mends the verdict.</remarks>
internal static class NextStep
{
    // An RMSE this close to the optimum's, relative to it, has nothing left to gain.
    private const double Negligible = 0.001;

    /// <summary>The sentence; null if nothing is known.</summary>
    public static string? Of(SweepSpec spec, RecordedSummary summary)
    {
        if (summary.Best is not { } best)
        {
            return summary.Ranked.Any(trial => trial.VerdictOf() == Verdict.Diverged)
                ? "Try next: a lower learning rate."
                : null;
        }
        return best.VerdictOf() switch
        {
            Verdict.Converged => Closer(spec, summary, best),
            { } verdict => Mended(spec, summary, best, verdict),
            null => null,
        };
    }

    private static string Closer(SweepSpec spec, RecordedSummary summary, RecordedTrial best)
    {
        if (spec.Metric.Index == LinearSchema.Rmse && best.Distance <= Negligible * summary.References[0])
            return "Nothing to gain: the best weights that there are would be "
                + $"{LinearConclusions.Percent(best.Distance / summary.References[0])} better.";
        var edges = Edges(spec, summary, best).ToList();
        return edges.Count == 0
            ? "Nothing to mend: the best trial is as close to the optimum as the tolerance asks."
            : $"Try next, if it must be closer still: {Beyond(edges)}.";
    }

    private static string Mended(
        SweepSpec spec, RecordedSummary summary, RecordedTrial best, Verdict verdict)
    {
        var mends = Remedies(spec, summary, best, verdict);
        var edges = Edges(spec, summary, best)
            .Where(edge => mends.All(mend => mend.Key != edge.Key) && !Opposes(edge, verdict))
            .ToList();
        var words = mends.ConvertAll(mend => Words(spec, summary, best, mend));
        var or = words[0].Contains(',', StringComparison.Ordinal) ? ", or " : " or ";
        return $"Try next: {string.Join(or, words)}, for even the best trial {Cause(verdict)}"
            + (edges.Count == 0 ? "." : $"; and {Beyond(edges)}.");
    }

    private static List<Direction> Remedies(
        SweepSpec spec, RecordedSummary summary, RecordedTrial best, Verdict verdict)
    {
        if (verdict == Verdict.Unfinished)
            return [new(Settings.Epochs, true)];
        var settings = HyperparameterResolver.Resolve(spec, summary.Order.OfId(best.Id).Configuration);
        var longer = verdict == Verdict.Stalled;
        var mends = new List<Direction> { new(Settings.LearningRate, longer) };
        if (Settings.Uses(settings.Optimizer, Settings.Decay) && (!longer || settings.Decay > 0))
            mends.Add(new(Settings.Decay, !longer));
        return mends;
    }

    // Between the best value and its neighbour if the grid has one, else beyond the grid's end.
    private static string Words(SweepSpec spec, RecordedSummary summary, RecordedTrial best, Direction mend)
    {
        var axis = spec.SearchSpace.Parameters.FirstOrDefault(axis => axis.Name == mend.Key);
        if (axis is null || axis.Count < 2 || !spec.Search.IsGrid)
            return Plain(mend);
        var own = Value(spec, summary, best, mend.Key);
        var beyond = Enumerable.Range(0, axis.Count).Select(point => axis[point])
            .Where(value => mend.IsUp ? value.Number > own.Number : value.Number < own.Number).ToList();
        if (beyond.Count == 0)
            return $"{mend.Words(own)}, where the grid ends";
        var neighbour = mend.IsUp ? beyond.MinBy(value => value.Number)! : beyond.MaxBy(value => value.Number)!;
        var (low, high) = mend.IsUp ? (own, neighbour) : (neighbour, own);
        return $"{mend.Key} between {low.ToShortString()} and {high.ToShortString()}";
    }

    private static string Plain(Direction mend) => (mend.Key, mend.IsUp) switch
    {
        (Settings.Epochs, _) => "more epochs",
        (Settings.Decay, true) => "more decay",
        (Settings.Decay, false) => "less decay",
        (_, true) => "a higher learning rate",
        _ => "a lower learning rate",
    };

    // A number has room beyond the grid unless it is the least that the setting can be.
    private static IEnumerable<Edge> Edges(SweepSpec spec, RecordedSummary summary, RecordedTrial best)
    {
        if (!spec.Search.IsGrid)
            yield break;
        var optimizer = HyperparameterResolver.Resolve(spec, summary.Order.OfId(best.Id).Configuration).Optimizer;
        var axes = spec.SearchSpace.Parameters
            .Where(axis => axis.Count > 1 && !axis.IsWord && Settings.Uses(optimizer, axis.Name));
        foreach (var axis in axes)
        {
            var value = Value(spec, summary, best, axis.Name);
            var numbers = Enumerable.Range(0, axis.Count).Select(point => axis[point].Number).ToList();
            if (numbers.TrueForAll(number => number == value.Number))
                continue;
            if (value.Number == numbers.Max())
                yield return new(axis.Name, true, value);
            else if (value.Number == numbers.Min() && value.Number > (Settings.Of(axis.Name).IsWhole ? 1 : 0))
                yield return new(axis.Name, false, value);
        }
    }

    // Steps that are too long must not get longer or noisier; steps that are too short or too few must not get shorter
    // or fewer.
    private static bool Opposes(Edge edge, Verdict verdict)
    {
        bool? lengthens = edge.Key switch
        {
            Settings.LearningRate or Settings.Momentum => edge.IsUp,
            Settings.Decay or Settings.BatchSize => !edge.IsUp,
            Settings.Epochs => verdict == Verdict.Oscillating ? null : verdict == Verdict.Unfinished && edge.IsUp,
            _ => null,
        };
        return lengthens == (verdict == Verdict.Oscillating);
    }

    private static SettingValue Value(SweepSpec spec, RecordedSummary summary, RecordedTrial best, string key)
    {
        var axes = spec.SearchSpace.Parameters;
        var values = summary.Order.OfId(best.Id).Configuration.Values;
        return values[axes.IndexOf(axes.First(axis => axis.Name == key))];
    }

    private static string Beyond(List<Edge> edges) =>
        string.Join(" and ", edges.Select(edge => new Direction(edge.Key, edge.IsUp).Words(edge.Value)))
        + ", where the grid ends and the best trial lies";

    private static string Cause(Verdict verdict) => verdict switch
    {
        Verdict.Unfinished => "was still on its way",
        Verdict.Oscillating => "circles the optimum",
        Verdict.Stalled => "has learning rates that add up to too little",
        _ => "left the finite numbers",
    };

    private readonly record struct Direction(string Key, bool IsUp)
    {
        public string Words(SettingValue value) => $"{Key} {(IsUp ? "above" : "below")} {value.ToShortString()}";
    }

    private sealed record Edge(string Key, bool IsUp, SettingValue Value);
}
