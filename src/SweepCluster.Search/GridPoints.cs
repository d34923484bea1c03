using System.Collections.Immutable;

namespace SweepCluster.Search;

/// <summary>The configurations of a grid, for callers that need many: an axis's values are computed once.</summary>
/// <remarks>Lists neither the grid's points nor axes with very many values. Safe for any number of threads.</remarks>
public sealed class GridPoints
{
    private const int MostListed = 1 << 16;

    private readonly SearchSpace _space;
    private readonly ImmutableArray<Lazy<SettingValue[]>?> _values;

    /// <summary>The configurations of a search space.</summary>
    public GridPoints(SearchSpace space)
    {
        _space = space;
        _values =
        [
            .. space.Parameters.Select(axis =>
                axis.Count > MostListed ? null : new Lazy<SettingValue[]>(() => List(axis))),
        ];
    }

    /// <summary>The configuration at an index of the grid, as <see cref="SearchSpace"/> gives it.</summary>
    public Configuration this[long index]
    {
        get
        {
            var values = ImmutableArray.CreateBuilder<SettingValue>(_values.Length);
            values.Count = _values.Length;
            var rest = index;
            for (var i = _values.Length - 1; i >= 0; i--)
            {
                (rest, var point) = Math.DivRem(rest, _space.Parameters[i].Count);
                values[i] = _values[i]?.Value[point] ?? _space.Parameters[i][(int)point];
            }

            return new Configuration(index, values.MoveToImmutable());
        }
    }

    private static SettingValue[] List(Parameter axis) =>
        [.. Enumerable.Range(0, axis.Count).Select(point => axis[point])];
}
