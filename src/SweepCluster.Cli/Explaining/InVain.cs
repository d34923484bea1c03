using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Cli.Explaining;

/// <summary>Explains, before any training, which trials of a sweep file cannot converge: reason by reason.</summary>
internal static class InVain
{
    private const int MostForecasts = 20_000;

    /// <summary>The lines to print.</summary>
    public static IEnumerable<string> Explain(string file)
    {
        var spec = SweepFileReader.Read(file, []);
        var trainer = new SweepTrainer(spec, DataSetLoader.Load(spec.Data.Source, spec.Seed));
        var order = new TrialOrder(spec);
        var asked = (int)Math.Min(order.Planned, MostForecasts);
        var groups = Enumerable.Range(0, asked).Select(place => order[place])
            .GroupBy(trial => trainer.Forecast(trial).Obstacle)
            .Where(group => group.Key != Obstacle.None).OrderBy(group => group.Key).ToList();
        var of = asked == order.Planned ? $"{asked} trials" : $"the first {asked} trials looked at";
        return groups.Count == 0
            ? [$"Nothing known keeps any of {of} from converging."]
            : groups.SelectMany(group => Group(spec, trainer, of, group.Key, [.. group.OrderBy(trial => trial.Id)]));
    }

    private static IEnumerable<string> Group(
        SweepSpec spec, SweepTrainer trainer, string of, Obstacle obstacle, IReadOnlyList<Trial> trials)
    {
        var why = obstacle == Obstacle.Unstable ? "the learning rate is above the stability limit" : "the learning rates add up to too little";
        yield return $"{trials.Count} of {of} cannot converge: {why}.";
        foreach (var (axis, i) in spec.SearchSpace.Axes.Select((axis, i) => (axis, i)))
            yield return $"  {axis.Key.Kebab()}: {Range([.. trials.Select(trial => trial.Configuration.Values[i])])}";
        yield return $"Trial {trials[0].Id}, for one:";
        var verdict = obstacle == Obstacle.Unstable ? Verdict.Diverged : Verdict.Stalled;
        foreach (var sentence in new Explanation(trainer, trials[0]).Why(verdict))
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
