using System.Collections.Immutable;

namespace SweepCluster.Search;

/// <summary>Which parameters of a search space apply under which values of others.</summary>
internal sealed class ConfigurationTree
{
    private const long Most = 1L << 62;

    // A parameter with more values than this and others that depend on it is taken to have no end of them.
    private const long MostBranches = 1 << 16;

    private readonly ImmutableArray<Parameter> _parameters;
    private readonly ImmutableArray<int> _parents;
    private readonly ImmutableArray<ImmutableArray<int>> _children;
    private readonly long?[] _counts;
    private readonly long[]?[] _ends;

    /// <summary>The tree of a search space.</summary>
    /// <exception cref="ArgumentException">A parameter depends on one that there is not, or on itself.</exception>
    public ConfigurationTree(SearchSpace space)
    {
        _parameters = space.Parameters;
        var places = _parameters.Select((parameter, i) => (parameter.Name, i)).ToDictionary(p => p.Name, p => p.i);
        _parents = [.. _parameters.Select(parameter => ParentOf(parameter, places))];
        var children = _parents.Select((parent, child) => (parent, child)).ToLookup(p => p.parent, p => p.child);
        _children = [.. _parameters.Select((_, i) => children[i].ToImmutableArray())];
        Roots = [.. children[-1]];
        Order = InOrder();
        _counts = new long?[_parameters.Length];
        _ends = new long[]?[_parameters.Length];
        foreach (var place in Order.Reverse())
            _counts[place] = CountOf(place);
        Count = Product(Roots);
    }

    /// <summary>All parameters, each after the one that it depends on.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>How many configurations there are; null if there is no end of them.</summary>
    public long? Count { get; }

    private ImmutableArray<int> Roots { get; }

    /// <summary>Whether a parameter applies under the values of those before it in <see cref="Order"/>.</summary>
    public bool Applies(int place, IReadOnlyList<SettingValue> values) =>
        _parents[place] < 0 || _parameters[place].When!.Values.Contains(values[_parents[place]]);

    /// <summary>The configuration at a point of the unit cube.</summary>
    public ImmutableArray<SettingValue> At(IReadOnlyList<double> point)
    {
        var values = Enumerable.Repeat(SettingValue.None, _parameters.Length).ToArray();
        foreach (var place in Order)
        {
            if (Applies(place, values))
                values[place] = _parameters[place].Domain.FromUnit(point[place]);
        }

        return [.. values];
    }

    /// <summary>The configuration at an index, from 0 to <see cref="Count"/>.</summary>
    public ImmutableArray<SettingValue> At(long index)
    {
        var values = Enumerable.Repeat(SettingValue.None, _parameters.Length).ToArray();
        Fill(values, Roots, index);
        return [.. values];
    }

    private static int ParentOf(Parameter parameter, Dictionary<string, int> places) =>
        parameter.When is not { } when ? -1
        : places.TryGetValue(when.Parameter, out var place) ? place
        : throw new ArgumentException($"{parameter.Name} depends on {when.Parameter}, which there is not.");

    private ImmutableArray<int> InOrder()
    {
        var order = new List<int>(Roots);
        for (var i = 0; i < order.Count; i++)
            order.AddRange(_children[order[i]]);
        return order.Count == _parameters.Length
            ? [.. order]
            : throw new ArgumentException("Parameters depend on each other in a circle.");
    }

    private long? CountOf(int place)
    {
        var own = _parameters[place].Domain.Size();
        if (own is null || _children[place].IsEmpty)
            return own;
        if (own > MostBranches)
            return null;
        var ends = new long[own.Value];
        var sum = 0L;
        for (var i = 0; i < ends.Length; i++)
        {
            if (Product(Under(place, _parameters[place].Domain.ValueAt(i))) is not { } product || product > Most - sum)
                return null;
            ends[i] = sum += product;
        }

        _ends[place] = ends;
        return sum;
    }

    private IEnumerable<int> Under(int place, SettingValue value) =>
        _children[place].Where(child => _parameters[child].When!.Values.Contains(value));

    private long? Product(IEnumerable<int> places)
    {
        var product = (long?)1;
        foreach (var count in places.Select(place => _counts[place]))
            product = product is { } all && count is { } one && one <= Most / Math.Max(all, 1) ? all * one : null;
        return product;
    }

    private void Fill(SettingValue[] values, IEnumerable<int> places, long index)
    {
        foreach (var place in places)
        {
            (index, var rest) = Math.DivRem(index, _counts[place]!.Value);
            var ends = _ends[place];
            var position = ends is null ? rest : Position(ends, rest);
            values[place] = _parameters[place].Domain.ValueAt(position);
            if (ends is not null)
                Fill(values, Under(place, values[place]), rest - (position > 0 ? ends[position - 1] : 0));
        }
    }

    private static long Position(long[] ends, long index)
    {
        var found = Array.BinarySearch(ends, index);
        return found < 0 ? ~found : found + 1;
    }
}
