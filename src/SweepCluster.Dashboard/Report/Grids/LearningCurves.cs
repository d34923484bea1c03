using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>Learning curves: those of the best trials, and a sample of all.</summary>
/// <param name="Metric">The column of curves.csv that they show.</param>
/// <param name="IsHeldOut">Whether it is computed on held-out rows.</param>
/// <param name="StepWord">What a step is called.</param>
/// <param name="Best">The best trials' curves, best first.</param>
/// <param name="Sample">Curves of all other trials, or of about two thousand of them.</param>
/// <param name="IsWhole">Whether the sample has all other trials.</param>
internal sealed record LearningCurves(
    string Metric,
    bool IsHeldOut,
    string StepWord,
    IReadOnlyList<(long TrialId, Curve Curve)> Best,
    IReadOnlyList<Curve> Sample,
    bool IsWhole)
{
    private const int MostBest = 5;
    private const int SampleSize = 2000;

    /// <summary>Reads curves.csv; only what is shown is kept.</summary>
    /// <exception cref="InvalidDataException">A line is no row.</exception>
    public static LearningCurves Read(string path, SweepSpec spec, RecordedSummary summary)
    {
        var shown = ShownCurve.Of(spec);
        long[] best =
        [
            .. summary.Ranked.TakeWhile(trial => trial.State == TrialState.Complete)
                .Take(MostBest)
                .Select(trial => trial.Id),
        ];
        var sample = summary.Ranked.Select(trial => trial.Id).Where(id => IsDrawn(id, summary.Ranked.Length));
        var curves = new Dictionary<long, CurvePoints>();
        foreach (var id in best.Concat(sample))
            curves.TryAdd(id, new CurvePoints());
        foreach (var (id, step, value) in shown is null ? [] : Points(path, 2 + shown.Index, curves.ContainsKey))
            curves[id].Add(step, value);

        return new LearningCurves(
            shown?.Name ?? "",
            shown?.IsHeldOut ?? false,
            spec.Schema.StepWord,
            [.. best.Select(id => (id, curves[id].ToCurve())).Where(curve => curve.Item2.Count > 0)],
            [
                .. curves.Where(curve => !best.Contains(curve.Key))
                    .OrderBy(curve => curve.Key)
                    .Select(curve => curve.Value.ToCurve())
                    .Where(curve => curve.Count > 0),
            ],
            summary.Ranked.Length <= SampleSize);
    }

    /// <summary>The curves of results in memory.</summary>
    public static LearningCurves Of(SweepResults results)
    {
        var shown = ShownCurve.Of(results.Spec);
        var trained = results.Ranked.Where(result => result.Outcome is not null);
        var best = trained.TakeWhile(result => result.State == TrialState.Complete).Take(MostBest).ToList();
        return new LearningCurves(
            shown?.Name ?? "",
            shown?.IsHeldOut ?? false,
            results.Spec.Schema.StepWord,
            [.. best.Select(result => (result.TrialId, CurveOf(result.Outcome!, shown)))],
            [
                .. trained.Skip(best.Count)
                    .Where(result => IsDrawn(result.TrialId, results.Ranked.Length))
                    .OrderBy(result => result.TrialId)
                    .Select(result => CurveOf(result.Outcome!, shown)),
            ],
            results.Ranked.Length <= SampleSize);
    }

    /// <summary>The curve of one trial.</summary>
    public static LearningCurves Of(SweepSpec spec, long trialId, TrialOutcome outcome) =>
        ShownCurve.Of(spec) is { } shown
            ? new(shown.Name, shown.IsHeldOut, spec.Schema.StepWord, [(trialId, CurveOf(outcome, shown))], [], true)
            : new("", false, spec.Schema.StepWord, [], [], true);

    /// <summary>Whether there is anything to draw: a trial may diverge at once.</summary>
    public bool HasFinite =>
        Best.Select(best => best.Curve).Concat(Sample).Any(curve => curve.Values.Any(double.IsFinite));

    /// <summary>Whether a trial is in the sample; the same trials each time, spread over all axes.</summary>
    /// <remarks>
    /// Multiplied by the golden ratio's odd integer, IDs fall evenly and out of step with the grid (Knuth 6.4).
    /// </remarks>
    public static bool IsDrawn(long trialId, int trials, int size = SampleSize) =>
        trials <= size
        || unchecked((ulong)trialId * 0x9E3779B97F4A7C15UL) < (ulong)((double)size / trials * ulong.MaxValue);

    private static Curve CurveOf(TrialOutcome outcome, ShownCurve? shown)
    {
        var points = new CurvePoints();
        ImmutableArray<double> values = shown is null ? [] : outcome.Curve(shown.Index);
        for (var point = 0; point < values.Length; point++)
            points.Add(outcome.StepOf(point), values[point]);
        return points.ToCurve();
    }

    // Of some trials: there may be millions of lines, and taking them apart costs most.
    private static IEnumerable<(long Id, double Step, double Value)> Points(
        string path, int column, Func<long, bool> isShown)
    {
        var number = 1;
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            number++;
            var first = line.AsSpan(0, Math.Max(0, line.IndexOf(',')));
            if (!long.TryParse(first, CultureInfo.InvariantCulture, out var id))
                throw WrongLine(path, number);
            if (!isShown(id))
                continue;
            var cells = line.Split(',');
            if (cells.Length <= column
                || !double.TryParse(cells[1], CultureInfo.InvariantCulture, out var step)
                || !double.TryParse(cells[column], CultureInfo.InvariantCulture, out var value))
                throw WrongLine(path, number);
            yield return (id, step, value);
        }
    }

    private static InvalidDataException WrongLine(string path, int number) =>
        new($"{path}:{number}: no row of a trial and an epoch");

    // Steps are kept only if they do not simply count the points: there may be millions.
    private sealed class CurvePoints
    {
        private readonly List<double> _values = [];
        private List<double>? _steps;

        public void Add(double step, double value)
        {
            if (_steps is null && step != _values.Count + 1)
                _steps = [.. Enumerable.Range(1, _values.Count).Select(number => (double)number)];
            _steps?.Add(step);
            _values.Add(value);
        }

        public Curve ToCurve() => new(_values, _steps);
    }

    // The curve of the metric that ranks, or if it has none, one of a metric on the same rows.
    private sealed record ShownCurve(int Index, string Name, bool IsHeldOut)
    {
        private const string HeldOut = "validation_";

        public static ShownCurve? Of(SweepSpec spec)
        {
            var curves = spec.Schema.Curves;
            var isHeldOut = spec.Metric.Column.StartsWith(HeldOut, StringComparison.Ordinal);
            var index = curves.IndexOf(spec.Metric.Column);
            if (index < 0)
                index = curves.ToList()
                    .FindIndex(curve => curve.StartsWith(HeldOut, StringComparison.Ordinal) == isHeldOut);
            return index < 0 ? null : new(index, curves[index], isHeldOut);
        }
    }
}
