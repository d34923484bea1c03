using System.Collections.Immutable;

namespace SweepCluster.Programs.Saying;

/// <summary>The points of a trial's curve, of which a bounded number is kept, spread evenly over all.</summary>
internal sealed class Curve
{
    /// <summary>At most so many points.</summary>
    public const int MostPoints = 10_000;

    private readonly List<(double Step, SaidLine Line)> _points = [];
    private (double Step, SaidLine Line)? _last;
    private long _seen;
    private long _stride = 1;

    /// <summary>The points in the order in which they were said, the last one among them.</summary>
    public ImmutableArray<(double Step, SaidLine Line)> Points =>
        _last is { } last && (_points.Count == 0 || _points[^1] != last) ? [.. _points, last] : [.. _points];

    /// <summary>Forgets what was said of a step and of those after it.</summary>
    public void ForgetFrom(double step)
    {
        _points.RemoveAll(point => point.Step >= step);
        _last = _points.Count == 0 ? null : _points[^1];
    }

    /// <summary>Adds a point.</summary>
    public void Add(double step, SaidLine line)
    {
        _last = (step, line);
        if (_seen++ % _stride != 0)
            return;
        _points.Add((step, line));
        if (_points.Count < MostPoints)
            return;
        var half = _points.Where((_, i) => i % 2 == 0).ToList();
        _points.Clear();
        _points.AddRange(half);
        _stride *= 2;
    }
}
