namespace SweepCluster.Training.Diagnosis.Flows;

/// <summary>E as a function of the reach used up, for one start: the same for all learning rates and decays.</summary>
/// <remarks>Integrated once along the flow and tabulated; falls monotonically; immutable.</remarks>
public sealed class MeanFieldCurve
{
    private readonly double[] _reach;
    private readonly double[] _excess;

    internal MeanFieldCurve(IReadOnlyCollection<(double Reach, double Excess)> points)
    {
        _reach = [.. points.Select(point => point.Reach)];
        _excess = [.. points.Select(point => point.Excess)];
    }

    /// <summary>E at the start.</summary>
    public double Start => _excess[0];

    /// <summary>E at the end of the curve, which goes as low as anybody asks.</summary>
    public double End => _excess[^1];

    /// <summary>E after a reach.</summary>
    public double At(double reach)
    {
        if (!(reach < _reach[^1])) return End;
        var i = Array.BinarySearch(_reach, reach);
        if (i >= 0) return _excess[i];
        var next = Math.Max(~i, 1);
        var part = (reach - _reach[next - 1]) / (_reach[next] - _reach[next - 1]);
        return _excess[next - 1] + Math.Max(part, 0) * (_excess[next] - _excess[next - 1]);
    }

    /// <summary>The reach at which E has fallen so far; infinite if the curve does not get there.</summary>
    public double ReachFor(double excess)
    {
        if (excess >= Start) return 0;
        var next = Array.FindIndex(_excess, e => e <= excess);
        if (next < 0) return double.PositiveInfinity;
        var part = (_excess[next - 1] - excess) / (_excess[next - 1] - _excess[next]);
        return _reach[next - 1] + part * (_reach[next] - _reach[next - 1]);
    }
}
