namespace SweepCluster.Search.Numerics;

/// <summary>Finds a local minimum of a smooth function in a box.</summary>
/// <remarks>
/// Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 3.1); steps are cut off at the
/// box.
/// </remarks>
/// <param name="function">The value at a point; writes the gradient.</param>
/// <param name="low">The box's lower ends.</param>
/// <param name="high">Its upper ends.</param>
internal sealed class BoxMinimizer(BoxMinimizer.Function function, double[] low, double[] high)
{
    private const int Memory = 8;
    private const int MostHalvings = 12;
    private const double Flat = 1e-9;

    private readonly List<(double[] Step, double[] Change, double Curvature)> _pairs = [];

    /// <summary>A function with its gradient.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Goes down from a point.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="steps">The most steps it takes.</param>
    /// <param name="largest">The longest first step, in any coordinate.</param>
    public (double[] Point, double Value) Run(double[] from, int steps, double largest)
    {
        _pairs.Clear();
        var point = (double[])from.Clone();
        var gradient = new double[point.Length];
        var value = function(point, gradient);
        for (var step = 0; step < steps; step++)
        {
            var direction = Direction(point, gradient, largest);
            if (Line(point, value, gradient, direction) is not { } next)
            {
                // What was learned of the curvature leads nowhere: steepest descent, once.
                if (_pairs.Count == 0)
                    break;
                _pairs.Clear();
                continue;
            }

            Remember(point, gradient, next);
            var gain = value - next.Value;
            (point, value, gradient) = next;
            if (gain <= Flat * Math.Max(1, Math.Abs(value)))
                break;
        }

        return (point, value);
    }

    private double[] Direction(double[] point, double[] gradient, double largest)
    {
        var free = new double[point.Length];
        for (var i = 0; i < free.Length; i++)
            free[i] = IsHeld(point, gradient, i) ? 0 : -gradient[i];
        var direction = (double[])free.Clone();
        var factors = new double[_pairs.Count];
        for (var k = _pairs.Count - 1; k >= 0; k--)
        {
            factors[k] = Vectors.Dot(_pairs[k].Step, direction) / _pairs[k].Curvature;
            Vectors.SubtractScaled(direction, factors[k], _pairs[k].Change);
        }

        Scale(direction, largest);
        for (var k = 0; k < _pairs.Count; k++)
        {
            var factor = Vectors.Dot(_pairs[k].Change, direction) / _pairs[k].Curvature;
            Vectors.SubtractScaled(direction, factor - factors[k], _pairs[k].Step);
        }

        for (var i = 0; i < free.Length; i++)
            direction[i] = IsHeld(point, gradient, i) ? 0 : direction[i];
        return Vectors.Dot(direction, gradient) < 0 ? direction : free;
    }

    private void Scale(double[] direction, double largest)
    {
        double scale;
        if (_pairs.Count > 0)
        {
            var (_, change, curvature) = _pairs[^1];
            scale = curvature / Vectors.Dot(change, change);
        }
        else
        {
            var longest = 0.0;
            foreach (var part in direction)
                longest = Math.Max(longest, Math.Abs(part));
            scale = longest > largest ? largest / longest : 1;
        }

        for (var i = 0; i < direction.Length; i++)
            direction[i] *= scale;
    }

    private (double[] Point, double Value, double[] Gradient)? Line(
        double[] point, double value, double[] gradient, double[] direction)
    {
        var slope = Vectors.Dot(direction, gradient);
        var length = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, length *= 0.4)
        {
            var next = new double[point.Length];
            for (var i = 0; i < next.Length; i++)
                next[i] = Math.Clamp(point[i] + length * direction[i], low[i], high[i]);
            var nextGradient = new double[point.Length];
            var nextValue = function(next, nextGradient);
            if (nextValue < value && nextValue <= value + 1e-4 * length * slope)
                return (next, nextValue, nextGradient);
        }

        return null;
    }

    private void Remember(double[] point, double[] gradient, (double[] Point, double Value, double[] Gradient) next)
    {
        var step = next.Point.Zip(point, (to, at) => to - at).ToArray();
        var change = next.Gradient.Zip(gradient, (to, at) => to - at).ToArray();
        var curvature = Vectors.Dot(step, change);
        if (curvature <= 1e-12 * Vectors.Dot(change, change))
            return;
        if (_pairs.Count == Memory)
            _pairs.RemoveAt(0);
        _pairs.Add((step, change, curvature));
    }

    private bool IsHeld(double[] point, double[] gradient, int i) =>
        (point[i] <= low[i] && gradient[i] > 0) || (point[i] >= high[i] && gradient[i] < 0);
}
