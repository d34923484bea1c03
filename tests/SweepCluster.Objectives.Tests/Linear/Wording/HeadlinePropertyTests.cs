using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Objectives.Linear.Wording;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Wording;

/// <summary>Whatever a sweep gives, the sentences about it do not contradict each other.</summary>
public sealed partial class HeadlinePropertyTests
{
    private static readonly string[] Axes =
    [
        "learning-rate = [0.1, 0.01, 0.001]", "learning-rate = [1e-8, 10]", "decay = [0, 0.1]", "decay = [0.01, 0.1]",
        "epochs = [5, 10]", "batch-size = [8, 32]", "momentum = [0.5, 0.9]", "optimizer = [adam, sgd]",
    ];

    [Fact]
    public void No_setting_is_advised_both_ways_and_none_against_the_verdict() => Properties.Hold(Sweeps(), sweep =>
    {
        var next = Headline.Of(sweep.Spec, sweep.Summary)
            .FirstOrDefault(sentence => sentence.StartsWith("Try next", StringComparison.Ordinal)) ?? "";
        var directions = Directions(sweep.Spec, sweep.Summary, next).ToList();
        var keys = directions.ConvertAll(direction => direction.Key);
        Assert.Equal(keys.Distinct(), keys);
        bool Says(string key, bool isUp) => directions.Contains((key, isUp));
        if (sweep.Summary.Best?.VerdictOf() == Verdict.Oscillating)
            Assert.False(Says("learning-rate", true) || Says("decay", false), next);
        if (sweep.Summary.Best?.VerdictOf() is Verdict.Stalled or Verdict.Unfinished)
            Assert.False(Says("learning-rate", false) || Says("decay", true) || Says("epochs", false), next);
    });

    [Fact]
    public void One_is_never_worded_as_many_and_no_brackets_are_empty() => Properties.Hold(Sweeps(), sweep =>
        Assert.All(Headline.Of(sweep.Spec, sweep.Summary), sentence => Assert.DoesNotMatch(WrongGrammar(), sentence)));

    [Fact]
    public void More_than_anything_else_is_more_than_anything_else() => Properties.Hold(Sweeps(), sweep =>
    {
        var counts = sweep.Summary.Ranked.Where(trial => trial.VerdictOf() is not null and not Verdict.Converged)
            .GroupBy(trial => trial.Verdict).Select(group => group.Count()).OrderDescending().ToList();
        var text = string.Join(' ', Headline.Of(sweep.Spec, sweep.Summary));
        if (text.Contains("more than anything else", StringComparison.Ordinal))
            Assert.True(counts[0] > counts[1]);
    });

    private static Gen<(SweepSpec Spec, RecordedSummary Summary)> Sweeps() =>
        from axes in Gen.SubListOf(Axes)
        let spec = SpecOf(axes.DistinctBy(axis => axis.Split(' ')[0]))
        from ends in Gen.Elements(Enum.GetValues<Verdict>()).ArrayOf((int)spec.Planned)
        from excess in Gen.Elements(0, 1e-9, 1e-4, 0.02, 0.5, 30).ArrayOf(ends.Length)
        let trials = ends.Select((verdict, id) => Trial(id, verdict, excess[id]))
        let ranked = trials.OrderBy(trial => trial.State).ThenBy(trial => trial.Objective)
        select (spec, new RecordedSummary(TrialOrder.Of(spec), [2], [.. ranked]));

    private static SweepSpec SpecOf(IEnumerable<string> axes) => SweepFileReader.Parse(
        $$"""
        sweep { name = example, dataset { synthetic { rows = 100 } }, training { optimizer = momentum }, search-space {
          {{string.Join("\n", axes)}}
        } }
        """,
        "example.hocon",
        []);

    private static RecordedTrial Trial(long id, Verdict verdict, double excess) => verdict == Verdict.Diverged
        ? new(id, TrialState.Diverged, double.NaN, double.NaN, (int)verdict)
        : new(id, TrialState.Complete, 2 + excess, excess, (int)verdict);

    private static IEnumerable<(string Key, bool IsUp)> Directions(
        SweepSpec spec, RecordedSummary summary, string sentence)
    {
        foreach (Match edge in Edge().Matches(sentence))
            yield return (edge.Groups[1].Value, edge.Groups[2].Value == "above");
        foreach (Match between in Between().Matches(sentence))
        {
            var (key, low) = (between.Groups[1].Value, between.Groups[2].Value);
            var isUp = Value(spec, summary, key) == double.Parse(low, CultureInfo.InvariantCulture);
            yield return (key, isUp);
        }
        foreach (var (words, key, isUp) in new[]
        {
            ("a higher learning rate", "learning-rate", true), ("a lower learning rate", "learning-rate", false),
            ("more decay", "decay", true), ("less decay", "decay", false), ("more epochs", "epochs", true),
        })
            if (sentence.Contains(words, StringComparison.Ordinal))
                yield return (key, isUp);
    }

    private static double Value(SweepSpec spec, RecordedSummary summary, string key)
    {
        var axis = spec.SearchSpace.Parameters.Select((axis, i) => (axis, i)).First(pair => pair.axis.Name == key).i;
        return spec.SearchSpace[summary.Best!.Value.Id].Values[axis].Number;
    }

    [GeneratedRegex(@"([a-z]+(?:-[a-z]+)*) (above|below) [0-9]")]
    private static partial Regex Edge();

    [GeneratedRegex(@"([a-z]+(?:-[a-z]+)*) between (\S+) and (\S+?)[ ,]")]
    private static partial Regex Between();

    [GeneratedRegex(@"\b1 are\b|\b1 trials|\(\)|\b1, are\b|all of them with.*\b1 (STALLED|DIVERGED)|  "
        + @"|\b1 (is [A-Z]+|STALLED|DIVERGED) \((their|they)")]
    private static partial Regex WrongGrammar();
}
