using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Planning;
using SweepCluster.Search;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>Explains, before any training, which trials of a sweep file cannot converge: reason by reason.</summary>
internal static class HopelessTrials
{
    /// <summary>What to say, line by line; what belongs to the line above is indented.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cancellation">Ends the training of variants.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static IEnumerable<string> Explain(LoadedSweep sweep, CancellationToken cancellation)
    {
        var prospects = Prospects.Of(sweep.Spec, sweep.Trainer());
        return prospects.HopelessTrials.Count == 0
            ? [prospects.NothingInTheWay]
            : prospects.HopelessTrials
                .GroupBy(trial => trial.Forecast.Obstacle, trial => trial.Trial)
                .OrderBy(group => group.Key)
                .SelectMany(group => Group(sweep, prospects.LookedAt, group.Key, [.. group], cancellation));
    }

    private static IEnumerable<string> Group(
        LoadedSweep sweep, string of, Obstacle obstacle, IReadOnlyList<Trial> trials, CancellationToken cancellation)
    {
        var why = obstacle == Obstacle.Unstable
            ? "the learning rate is above the stability limit"
            : "the learning rates add up to too little";
        yield return $"{trials.Count} of {of} cannot converge: {why}.";
        foreach (var (axis, i) in sweep.Spec.SearchSpace.Parameters.Select((axis, i) => (axis, i)))
            yield return $"  {axis.Name}: {Range([.. trials.Select(trial => trial.Configuration.Values[i])])}";
        yield return $"Trial {trials[0].Id}, for one:";
        var verdict = obstacle == Obstacle.Unstable ? Verdict.Diverged : Verdict.Stalled;
        var mends = Remedies.For(sweep, trials[0], verdict, cancellation);
        foreach (var sentence in new Explanation(sweep, trials[0], null).Why(verdict, mends))
            yield return $"  {sentence}";
    }

    private static string Range(IReadOnlyCollection<SettingValue> values)
    {
        if (values.Any(value => value.IsWord))
            return string.Join(", ", values.Distinct());
        var (least, most) = (values.MinBy(value => value.Number), values.MaxBy(value => value.Number));
        return least == most ? $"{least}" : $"{least} to {most}";
    }
}
