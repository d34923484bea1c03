using SweepCluster.Training.LeastSquares;

namespace SweepCluster.Training.Diagnosis;

/// <summary>E as a function of the reach used up, for one start: the same for all learning rates and decays.</summary>
/// <remarks>Integrated once along the flow and tabulated; falls monotonically; immutable.</remarks>
public sealed class MeanFieldCurve
{
    private readonly double[] _reach;
    private readonly double[] _excess;

    private MeanFieldCurve(List<(double Reach, double Excess)> points)
    {
        _reach = [.. points.Select(point => point.Reach)];
        _excess = [.. points.Select(point => point.Excess)];
    }

    /// <summary>E at the start.</summary>
    public double Start => _excess[0];

    /// <summary>E where the curve ends: it goes no lower, because nobody asks.</summary>
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

    /// <summary>The reach at which E has fallen so far; infinite where the curve does not get there.</summary>
    public double ReachFor(double excess)
    {
        if (excess >= Start) return 0;
        var next = Array.FindIndex(_excess, e => e <= excess);
        if (next < 0) return double.PositiveInfinity;
        var part = (_excess[next - 1] - excess) / (_excess[next - 1] - _excess[next]);
        return _reach[next - 1] + part * (_reach[next] - _reach[next - 1]);
    }

    /// <summary>Follows the flow until E has fallen to a bound.</summary>
    /// <remarks>
    /// Each step is taken once whole and once in halves; their difference chooses the next length, and the two
    /// extrapolated make it second-order. Steps are implicit, because raw series are stiff: their H is nearly singular.
    /// </remarks>
    internal static MeanFieldCurve Integrate(
        Flow flow, Curvature curvature, IReadOnlyList<double> unitSigmas, double[] offset, double bound)
    {
        const int MostSteps = 4000;
        const double Tolerance = 0.02;
        const double Work = 4e9;
        var solver = new ImplicitStep(curvature);
        var mostProducts = Work / ((double)curvature.Size * curvature.Size);
        var state = new FlowState(curvature, unitSigmas, offset);
        var points = new List<(double Reach, double Excess)> { (0, state.Excess) };
        var (reach, length) = (0.0, 0.01 * offset.Max(Math.Abs));
        for (var i = 0; i < MostSteps && state.Excess > bound && solver.Products < mostProducts; i++)
        {
            var (next, error) = Step(flow, solver, state, length);
            if (error < Tolerance && next.Excess <= state.Excess)
            {
                reach += length;
                state = next;
                points.Add((reach, state.Excess));
            }

            length *= Math.Clamp(0.9 * Math.Sqrt(Tolerance / Math.Max(error, 1e-300)), 0.2, 3);
        }

        return new MeanFieldCurve(points);

        FlowState StateAt(double[] at) => new(curvature, unitSigmas, at);

        (FlowState Next, double Error) Step(Flow flow, ImplicitStep solver, FlowState from, double length)
        {
            var whole = Move(flow, solver, from, length);
            var halves = Move(flow, solver, StateAt(Move(flow, solver, from, length / 2)), length / 2);
            var difference = halves.Zip(whole, (half, full) => half - full).ToArray();
            var next = StateAt([.. halves.Zip(difference, (half, d) => half + d)]);
            return (next, StateAt(difference).Excess / from.Excess);
        }
    }

    private static double[] Move(Flow flow, ImplicitStep solver, FlowState from, double length)
    {
        var resistance = new double[from.Offset.Length];
        flow.Resist(from, resistance);
        var offset = (double[])from.Offset.Clone();
        for (var u = 0; u < from.Units; u++)
            solver.Take(length, resistance.AsSpan(u * from.Stride, from.Stride), offset.AsSpan(u * from.Stride, from.Stride));
        return offset;
    }
}
