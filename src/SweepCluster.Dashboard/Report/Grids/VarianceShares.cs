using System.Collections.Immutable;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>The share of a function's variance over a grid that each axis, or set of axes, accounts for.</summary>
/// <remarks>
/// Functional ANOVA with every point of the grid weighing the same: f = Σ_u f_u over all sets u of axes; f_u is the
/// mean of f over the other axes less f_v for every smaller v, and the share of u is Var(f_u) / Var(f).
/// (Hooker 2007; Hutter, Hoos and Leyton-Brown 2014, there on a model, here on the values themselves.) On a full grid
/// the parts are orthogonal and their shares sum to 1 exactly; if values are missing, the shares are estimates.
/// </remarks>
internal sealed class VarianceShares
{
    private readonly ImmutableArray<int> _sizes;
    private readonly double[] _values;
    private readonly double _mean;
    private readonly double _variance;
    private readonly int _present;
    private readonly Dictionary<int, Part> _parts = [];

    /// <summary>Decomposes the values of a grid.</summary>
    /// <param name="sizes">Points of each axis; at most 30 axes.</param>
    /// <param name="values">The values, the first axis varying slowest; NaN if one is missing.</param>
    public VarianceShares(ImmutableArray<int> sizes, double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizes.Length, 30);
        (_sizes, _values) = (sizes, values);
        _present = values.Count(value => !double.IsNaN(value));
        _mean = values.Where(value => !double.IsNaN(value)).DefaultIfEmpty().Average();
        _variance = values.Where(value => !double.IsNaN(value)).Sum(value => (value - _mean) * (value - _mean))
            / Math.Max(1, _present);
    }

    /// <summary>Whether every point of the grid has a value.</summary>
    public bool IsExact => _present == _values.Length;

    /// <summary>Points without a value.</summary>
    public int Missing => _values.Length - _present;

    /// <summary>Whether all values are the same, so that there is nothing to explain.</summary>
    public bool IsConstant => _variance <= 1e-20 * (1 + _mean * _mean);

    /// <summary>
    /// The share of a set of axes: for one axis, what it does alone; for several, what only their combination does.
    /// </summary>
    public double ShareOf(params ReadOnlySpan<int> axes)
    {
        if (IsConstant)
            return 0;
        var set = 0;
        foreach (var axis in axes)
            set |= 1 << axis;
        return PartOf(set).Variance / _variance;
    }

    private Part PartOf(int set)
    {
        if (!_parts.TryGetValue(set, out var part))
            _parts[set] = part = Decompose(set);
        return part;
    }

    private Part Decompose(int set)
    {
        var size = Enumerable.Range(0, _sizes.Length).Where(axis => (set >> axis & 1) == 1)
            .Aggregate(1, (product, axis) => product * _sizes[axis]);
        var (effects, counts) = (new double[size], new int[size]);
        for (var i = 0; i < _values.Length; i++)
        {
            if (double.IsNaN(_values[i]))
                continue;
            var point = Project(i, set);
            effects[point] += _values[i] - _mean;
            counts[point]++;
        }

        for (var point = 0; point < size; point++)
            effects[point] = counts[point] == 0 ? 0 : effects[point] / counts[point];
        SubtractSmaller(set, effects);
        var variance = effects.Zip(counts, (effect, count) => effect * effect * count).Sum() / Math.Max(1, _present);
        return new Part(effects, variance);
    }

    // Each point of the set's own grid is looked up once: at the first point of the other axes.
    private void SubtractSmaller(int set, double[] effects)
    {
        for (var smaller = (set - 1) & set; smaller > 0; smaller = (smaller - 1) & set)
        {
            var part = PartOf(smaller);
            for (var point = 0; point < effects.Length; point++)
                effects[point] -= part.Effects[Project(Lift(point, set), smaller)];
        }
    }

    // The index, in the grid of some axes, of a point of the whole grid.
    private int Project(int index, int set)
    {
        var (projected, stride) = (0, 1);
        for (var axis = _sizes.Length - 1; axis >= 0; axis--)
        {
            (index, var point) = Math.DivRem(index, _sizes[axis]);
            if ((set >> axis & 1) == 0)
                continue;
            projected += point * stride;
            stride *= _sizes[axis];
        }

        return projected;
    }

    // The index in the whole grid of a point of some axes, the others at their first value.
    private int Lift(int projected, int set)
    {
        var (index, stride) = (0, 1);
        for (var axis = _sizes.Length - 1; axis >= 0; axis--)
        {
            if ((set >> axis & 1) == 1)
            {
                (projected, var point) = Math.DivRem(projected, _sizes[axis]);
                index += point * stride;
            }

            stride *= _sizes[axis];
        }

        return index;
    }

    private sealed record Part(double[] Effects, double Variance);
}
