using System.Collections.Immutable;
using System.Text;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Scheduling;

namespace SweepCluster.Programs.Saying;

/// <summary>What a trial's program has said of its metrics so far.</summary>
/// <param name="spec">The program.</param>
internal sealed class Said(ProgramSpec spec)
{
    private const int MostMetrics = 100;
    private const int LongestName = 100;

    private static readonly string[] StepNames = ["step", "epoch"];

    private readonly Func<ReadOnlyMemory<byte>, SaidLine?> _read =
        spec.Pattern is { } pattern ? SaidLine.OfPattern(pattern) : SaidLine.OfJson;

    private readonly Aim _aim = new(0, spec.Direction);
    private readonly byte[] _name = Encoding.UTF8.GetBytes(spec.Metric);
    private readonly Curve _curve = new();
    private readonly HashSet<string> _otherNames = [];
    private SaidLine? _result;
    private bool _goesOn;
    private ImmutableArray<double> _limits = [];
    private LimitWatch _watch = new([]);

    /// <summary>Goes on from what earlier attempts at the trial said; null for nothing.</summary>
    /// <remarks>
    /// The first step that this attempt names, and all after it, are no longer those of earlier ones: the program went
    /// back to a checkpoint.
    /// </remarks>
    public Said(ProgramSpec spec, ProgramOutcome? earlier)
        : this(spec)
    {
        if (earlier is null)
            return;
        for (var point = 0; point < earlier.CurveSteps.Length; point++)
            _curve.Add(earlier.CurveSteps[point], LineAt(point));
        _result = new SaidLine(
            [(spec.Metric, earlier.Value), .. earlier.Others.Select(found => (found.Name, found.Value))]);
        _goesOn = true;

        SaidLine LineAt(int point) => new(
        [
            (spec.Metric, earlier.CurveValues[point]),
            .. earlier.Others.Select(found => (found.Name, found.Curve[point])),
        ]);
    }

    /// <summary>The names of numbers that were said in lines without the metric that counts.</summary>
    public IReadOnlyCollection<string> OtherNames => _otherNames;

    /// <summary>Whether the trial's limits stop it; what it says after that does not count.</summary>
    public bool IsStopped => _watch.IsStopped;

    /// <summary>Whether the metric's name stood in a line from which it could not be read.</summary>
    public bool HasUnreadName { get; private set; }

    /// <summary>Has the trial stopped by limits, of what was said before too.</summary>
    public void StopAt(ImmutableArray<double> limits)
    {
        _limits = limits;
        Watch();
    }

    /// <summary>Takes a line of the program's output.</summary>
    public void Take(ReadOnlyMemory<byte> bytes)
    {
        if (_read(bytes) is { } line)
            Take(line);
        else
            HasUnreadName |= bytes.Span.IndexOf(_name) >= 0;
    }

    /// <summary>Takes what a line says.</summary>
    public void Take(SaidLine line)
    {
        if (IsStopped)
            return;
        if (line.Find(spec.Metric) is not { } value)
        {
            if (_otherNames.Count < MostMetrics)
                _otherNames.UnionWith(line.Numbers.Select(number => number.Name));
            return;
        }

        if (StepOf(line) is { } step)
            Add(step, line);
        if (_result is null || spec.Result == ResultRule.Last || IsBetter(value, _result.Find(spec.Metric)!.Value))
            _result = line;
    }

    /// <summary>The outcome; null if the metric was never said.</summary>
    public ProgramOutcome? Outcome()
    {
        if (_result is not { } result)
            return null;
        var points = _curve.Points;
        var names = result.Numbers.Concat(points.SelectMany(point => point.Line.Numbers))
            .Select(number => number.Name)
            .Where(name => name != spec.Metric && !StepNames.Contains(name) && name.Length <= LongestName)
            .Distinct().Order(StringComparer.Ordinal).Take(MostMetrics);
        return new ProgramOutcome
        {
            Value = result.Find(spec.Metric)!.Value,
            CurveSteps = [.. points.Select(point => point.Step)],
            CurveValues = ValuesOf(spec.Metric),
            Others =
            [
                .. names.Select(name => new FoundMetric(name, LastOf(name, result, points), ValuesOf(name))),
            ],
        };

        ImmutableArray<double> ValuesOf(string name) =>
            [.. points.Select(point => point.Line.Find(name) ?? double.NaN)];
    }

    private void Add(double step, SaidLine line)
    {
        if (_goesOn)
        {
            _curve.ForgetFrom(step);
            Watch();
        }

        _goesOn = false;
        _curve.Add(step, line);
        _watch.Take(step, CostOf(line));
    }

    private void Watch()
    {
        _watch = new LimitWatch(_limits);
        foreach (var (step, line) in _curve.Points)
            _watch.Take(step, CostOf(line));
    }

    private double CostOf(SaidLine line) => _aim.Cost(line.Find(spec.Metric) ?? double.NaN);

    private static double LastOf(
        string name, SaidLine result, ImmutableArray<(double Step, SaidLine Line)> points) =>
        result.Find(name)
        ?? points.Reverse().Select(point => point.Line.Find(name)).FirstOrDefault(value => value is not null)
        ?? double.NaN;

    private static double? StepOf(SaidLine line) =>
        StepNames.Select(line.Find).FirstOrDefault(step => step is { } known && double.IsFinite(known));

    private bool IsBetter(double one, double other) =>
        double.IsNaN(other) || _aim.IsBetter(one, other);
}
