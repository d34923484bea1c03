using SweepCluster.Training.LeastSquares;

namespace SweepCluster.Training.Diagnosis.Flows;

/// <summary>
/// Solves (resistance + length·H)·x = resistance·δ: a step along the flow that is stable at any length.
/// </summary>
/// <remarks>Conjugate gradients, scaled by the diagonal and started at δ; the fast directions settle first.</remarks>
internal sealed class ImplicitStep(Curvature curvature)
{
    private const int MostIterations = 60;
    private const double Tolerance = 1e-20;

    // With more parameters than this, a tolerance still far finer than that of the step's length takes half the time.
    private const int Wide = 128;
    private const double WideTolerance = 1e-10;

    private readonly double _tolerance = curvature.Size > Wide ? WideTolerance : Tolerance;
    private readonly double[] _residual = new double[curvature.Size];
    private readonly double[] _scaled = new double[curvature.Size];
    private readonly double[] _direction = new double[curvature.Size];
    private readonly double[] _product = new double[curvature.Size];

    /// <summary>Products with H made so far: the measure of work.</summary>
    public int Products { get; private set; }

    /// <summary>Replaces one unit's offset by the one after the step.</summary>
    public void Take(double length, ReadOnlySpan<double> resistance, Span<double> offset)
    {
        // At the start the residual is −length·Hδ.
        curvature.Multiply(offset, _residual);
        Products++;
        for (var j = 0; j < _residual.Length; j++) _residual[j] *= -length;
        _direction.AsSpan().Clear();
        var (before, first) = (1.0, 0.0);
        for (var i = 0; i < Math.Min(MostIterations, 3 * curvature.Size + 10); i++)
        {
            var now = Scale(length, resistance);
            if (i == 0) first = now;
            if (!(now > _tolerance * first)) return;
            Turn(i == 0 ? 0 : now / before);
            before = now;
            if (!Advance(length, resistance, now, offset)) return;
        }
    }

    private double Scale(double length, ReadOnlySpan<double> resistance)
    {
        var sum = 0.0;
        for (var j = 0; j < _scaled.Length; j++)
        {
            _scaled[j] = _residual[j] / (resistance[j] + length * curvature.Diagonal[j]);
            sum += _scaled[j] * _residual[j];
        }

        return sum;
    }

    private void Turn(double beta)
    {
        for (var j = 0; j < _direction.Length; j++) _direction[j] = _scaled[j] + beta * _direction[j];
    }

    private bool Advance(double length, ReadOnlySpan<double> resistance, double now, Span<double> offset)
    {
        var bend = length * curvature.Multiply(_direction, _product);
        Products++;
        for (var j = 0; j < _product.Length; j++)
        {
            _product[j] = length * _product[j] + resistance[j] * _direction[j];
            bend += resistance[j] * _direction[j] * _direction[j];
        }

        if (!(bend > 0)) return false;
        var alpha = now / bend;
        for (var j = 0; j < _product.Length; j++)
        {
            offset[j] += alpha * _direction[j];
            _residual[j] -= alpha * _product[j];
        }

        return true;
    }
}
