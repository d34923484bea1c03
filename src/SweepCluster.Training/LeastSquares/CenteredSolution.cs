using SweepCluster.Training.Data;

namespace SweepCluster.Training.LeastSquares;

/// <summary>
/// The least-squares optimum from columns that are centred, if there is a bias, and scaled before anything else.
/// </summary>
/// <remarks>
/// For data whose scales or means hide their columns from each other: Unix times, a column that varies by 1e-20. A
/// column counts as a combination of others if what is left of it is within rounding: that of the sums, or that of its
/// own numbers, which is large compared with a spread far smaller than the mean.
/// </remarks>
internal sealed class CenteredSolution
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    // A sum of fewer numbers may still leave as much rounding as a sum of this many.
    private const int FewestTerms = 16;

    // A column with this much left is no combination of the others, however coarse its numbers are.
    private const double LeastOwn = 1e-3;

    private readonly bool _hasBias;
    private readonly ColumnFrame[] _features;
    private readonly ColumnFrame[] _targets;
    private readonly double[] _lengths;
    private readonly double[][]? _basis;

    public CenteredSolution(DataSet data, bool hasBias)
    {
        _hasBias = hasBias;
        _features = Frames(data.Features, data.FeatureCount);
        _targets = Frames(data.Targets, data.TargetCount);
        var (size, width) = (data.FeatureCount, data.FeatureCount + 1 + data.TargetCount);
        var r = RowFolding.Fold(data, _features, _targets);
        var columns = new UpperTriangle(size, (i, j) => r[i * width + j]).WithUnitColumns(out _lengths);
        var pivoted = new PivotedTriangle(
            columns, (i, u) => r[i * width + size + 1 + u], data.TargetCount, Tolerance(data.Rows));
        Rank = pivoted.Rank + (hasBias ? 1 : 0);
        var weights = pivoted.Solve(out _basis);
        Parameters = [.. weights.SelectMany(Unit)];
        UnitSigmas = [.. weights.Select((_, u) => Math.ScaleB(
            Lines.Length([.. pivoted.Residuals(u), .. Tail(r, width, size, u)]) / Math.Sqrt(data.Rows),
            -_targets[u].Power))];
    }

    /// <summary>How many of a unit's parameters the data determine.</summary>
    public int Rank { get; }

    /// <summary>The optimum, unit by unit.</summary>
    public double[] Parameters { get; }

    /// <summary>RMSE of each unit at the optimum itself: rounded parameters may be far worse.</summary>
    public double[] UnitSigmas { get; }

    /// <summary>An offset without the parts along which nothing changes.</summary>
    public double[] InRowSpace(double[] offset)
    {
        if (_basis is null) return offset;
        var size = _features.Length;
        var stride = size + (_hasBias ? 1 : 0);
        for (var first = 0; first < offset.Length; first += stride)
        {
            var way = offset.AsSpan(first, stride);
            var inFrame = new double[size];
            for (var j = 0; j < size; j++) inFrame[j] = Math.ScaleB(way[j], -_features[j].Power) * _lengths[j];
            var part = RowBasis.Project(_basis, inFrame);
            for (var j = 0; j < size; j++)
            {
                var kept = Math.ScaleB(part[j] / _lengths[j], _features[j].Power);
                if (_hasBias) way[size] += (way[j] - kept) * _features[j].OwnMean;
                way[j] = kept;
            }
        }

        return offset;
    }

    private ColumnFrame[] Frames(double[] table, int columns) =>
        _hasBias ? ColumnFrame.Centered(table, columns) : ColumnFrame.Scaled(table, columns);

    private double Tolerance(int rows)
    {
        var ofSums = MachineEpsilon * Math.Max(FewestTerms, Math.Max(rows, _features.Length));
        var ofNumbers = Math.ScaleB(
            MachineEpsilon, -Math.Min(0, _features.Select(frame => frame.Spread).DefaultIfEmpty().Min()));
        return Math.Max(ofSums, Math.Min(ofNumbers, LeastOwn));
    }

    // The row of ones, too: a centred target has no part along ones, but what rounding left of a column may have had
    // one.
    private static IEnumerable<double> Tail(double[] r, int width, int size, int target) =>
        Enumerable.Range(size, target + 2).Select(i => r[i * width + size + 1 + target]);

    private IEnumerable<double> Unit(double[] inFrame, int target)
    {
        var size = _features.Length;
        var unit = new double[size + (_hasBias ? 1 : 0)];
        for (var j = 0; j < size; j++)
            unit[j] = Finite(Math.ScaleB(inFrame[j] / _lengths[j], _features[j].Power - _targets[target].Power));
        if (_hasBias) unit[size] = Finite(Bias(unit, target));
        return unit;
    }

    private double Bias(double[] unit, int target)
    {
        var sum = new LongSum(_targets[target].OwnMean);
        for (var j = 0; j < _features.Length; j++)
        {
            sum = sum.Add(-unit[j], Math.ScaleB(_features[j].Mean, _features[j].Exponent));
            sum = sum.Add(-unit[j], Math.ScaleB(_features[j].Rest, _features[j].Exponent));
        }

        return sum.Value;
    }

    // The optimum of tiny numbers may be larger than any number.
    private static double Finite(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);
}
