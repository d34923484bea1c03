using SweepCluster.Training.LeastSquares;

namespace SweepCluster.Training.Diagnosis.Flows;

/// <summary>Follows a flow from a start until E has fallen to a bound, and tabulates it.</summary>
/// <remarks>
/// It takes each step once whole and once in halves; their difference chooses the next length, and extrapolating the
/// two makes it second-order. Steps are implicit, because raw series are stiff: their H is nearly singular. The work is
/// bounded.
/// </remarks>
internal sealed class FlowIntegration(Flow flow, Curvature curvature, IReadOnlyList<double> unitSigmas)
{
    private const int MostSteps = 4000;
    private const double MostMultiplications = 4e9;
    private const double Tolerance = 0.02;

    private readonly ImplicitStep _solver = new(curvature);

    /// <summary>The curve from an offset; if the bound is not met within the work allowed, it ends higher.</summary>
    public MeanFieldCurve From(double[] offset, double bound)
    {
        var state = StateAt(offset);
        var points = new List<(double Reach, double Excess)> { (0, state.Excess) };
        var (reach, length) = (0.0, 0.01 * offset.Max(Math.Abs));
        for (var i = 0; i < MostSteps && state.Excess > bound && double.IsFinite(state.Excess) && HasWorkLeft; i++)
        {
            var (next, error) = Step(state, length);
            if (error < Tolerance && next.Excess <= state.Excess)
            {
                (reach, state) = (reach + length, next);
                points.Add((reach, state.Excess));
            }

            length *= Math.Clamp(0.9 * Math.Sqrt(Tolerance / Math.Max(error, 1e-300)), 0.2, 3);
        }

        return new MeanFieldCurve(points);
    }

    private bool HasWorkLeft => _solver.Products * (double)curvature.Size * curvature.Size < MostMultiplications;

    private FlowState StateAt(double[] offset) => new(curvature, unitSigmas, offset);

    private (FlowState Next, double Error) Step(FlowState from, double length)
    {
        var whole = Move(from, length);
        var halves = Move(StateAt(Move(from, length / 2)), length / 2);
        var difference = halves.Zip(whole, (half, full) => half - full).ToArray();
        var next = StateAt([.. halves.Zip(difference, (half, d) => half + d)]);
        return (next, StateAt(difference).Excess / from.Excess);
    }

    private double[] Move(FlowState from, double length)
    {
        var resistance = new double[from.Offset.Length];
        flow.Resist(from, resistance);
        var offset = (double[])from.Offset.Clone();
        for (var u = 0; u < from.Units; u++)
            _solver.Take(length, Unit(resistance, u), Unit(offset, u));
        return offset;
    }

    private Span<double> Unit(double[] all, int unit) => all.AsSpan(unit * curvature.Size, curvature.Size);
}
