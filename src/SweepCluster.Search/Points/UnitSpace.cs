using System.Collections.Immutable;

namespace SweepCluster.Search.Points;

/// <summary>Configurations as points: a coordinate per parameter.</summary>
/// <remarks>
/// A number's coordinate is its point of [0, 1], a word's the place of the word in its list. The coordinate of a
/// parameter that does not apply is NaN.
/// </remarks>
internal sealed class UnitSpace
{
    private const long MostListed = 4096;
    private const double Middle = 0.5;

    private readonly ConfigurationTree _tree;
    private readonly ImmutableArray<Parameter> _parameters;
    private readonly Dictionary<SettingValue, double>?[] _listed;

    /// <summary>Of a search space.</summary>
    public UnitSpace(SearchSpace space)
    {
        _tree = new ConfigurationTree(space);
        _parameters = space.Parameters;
        WordCounts = [.. _parameters.Select(parameter => parameter.IsWord ? parameter.Domain.Count : 0)];
        Cells = [.. _parameters.Select(parameter => parameter.Domain.Size() is { } size ? 1.0 / size : 0)];
        _listed = [.. _parameters.Select(Listed)];
        Parents =
        [
            .. Enumerable.Range(0, Dimensions)
                .Where(i => _parameters.Any(other => other.When?.Parameter == _parameters[i].Name)),
        ];
    }

    /// <summary>Number of parameters.</summary>
    public int Dimensions => _parameters.Length;

    /// <summary>Per parameter how many words it has; 0 if its values are numbers.</summary>
    public ImmutableArray<int> WordCounts { get; }

    /// <summary>Per parameter how far its values lie apart; 0 if it is continuous.</summary>
    public ImmutableArray<double> Cells { get; }

    /// <summary>The parameters that others depend on.</summary>
    public ImmutableArray<int> Parents { get; }

    /// <summary>Parameters after those that they depend on.</summary>
    public ImmutableArray<int> Order => _tree.Order;

    /// <summary>The point of a configuration.</summary>
    public double[] PointOf(ImmutableArray<SettingValue> values)
    {
        var point = new double[values.Length];
        for (var i = 0; i < point.Length; i++)
            point[i] = CoordinateOf(i, values[i]);
        return point;
    }

    /// <summary>The configuration at a point; coordinates of parameters that do not apply count for nothing.</summary>
    public ImmutableArray<SettingValue> At(ReadOnlySpan<double> point)
    {
        var values = Enumerable.Repeat(SettingValue.None, point.Length).ToArray();
        foreach (var i in Order)
        {
            if (_tree.Applies(i, values))
                values[i] = ValueAt(i, point[i]);
        }

        return [.. values];
    }

    /// <summary>A point on the grid of what is not continuous, NaN where parameters do not apply.</summary>
    public double[] Snapped(ReadOnlySpan<double> point)
    {
        var snapped = new double[point.Length];
        var values = new SettingValue[point.Length];
        Array.Fill(values, SettingValue.None);
        foreach (var i in Order)
        {
            var applies = _tree.Applies(i, values);
            // What comes to apply has no coordinate yet.
            var coordinate = double.IsNaN(point[i]) ? Middle : point[i];
            if (applies && (Cells[i] > 0 || Parents.Contains(i)))
                values[i] = ValueAt(i, coordinate);
            snapped[i] = !applies ? double.NaN : Cells[i] > 0 ? CoordinateOf(i, values[i]) : coordinate;
        }

        return snapped;
    }

    /// <summary>Turns a point of the unit cube into coordinates: those of words into words.</summary>
    public double[] FromCube(double[] point)
    {
        for (var i = 0; i < point.Length; i++)
            point[i] = WordCounts[i] > 0 ? Math.Floor(point[i] * WordCounts[i]) : point[i];
        return Snapped(point);
    }

    private double CoordinateOf(int i, SettingValue value) => value.IsNone ? double.NaN
        : _listed[i] is { } listed && listed.TryGetValue(value, out var known) ? known
        : _parameters[i].IsWord ? 0
        : _parameters[i].Domain.ToUnit(value);

    private SettingValue ValueAt(int i, double coordinate) => _parameters[i].IsWord
        ? _parameters[i].Domain[(int)coordinate]
        : _parameters[i].Domain.FromUnit(coordinate);

    private static Dictionary<SettingValue, double>? Listed(Parameter parameter)
    {
        if (parameter.Domain.Size() is not { } size || size > MostListed)
            return null;
        var listed = new Dictionary<SettingValue, double>();
        for (var i = 0; i < size; i++)
        {
            var value = parameter.IsWord ? parameter.Domain[i] : parameter.Domain.ValueAt(i);
            listed.TryAdd(value, parameter.IsWord ? i : parameter.Domain.ToUnit(value));
        }

        return listed;
    }
}
