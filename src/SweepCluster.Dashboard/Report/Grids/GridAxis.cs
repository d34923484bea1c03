using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>An axis of the search space as figures show it: its points in the order of their values.</summary>
/// <remarks>Numbers are sorted; words keep the order of the sweep file.</remarks>
internal sealed class GridAxis
{
    private readonly SweptAxis _axis;
    private readonly int[] _order;
    private readonly int[] _position;

    /// <summary>An axis.</summary>
    public GridAxis(SweptAxis axis)
    {
        _axis = axis;
        _order = [.. Enumerable.Range(0, axis.Count)];
        if (!axis.Parameter.IsWord)
            _order = [.. _order.OrderBy(point => axis[point].Number)];
        _position = new int[axis.Count];
        for (var position = 0; position < _order.Length; position++)
            _position[_order[position]] = position;
    }

    /// <summary>The setting, as sweep files call it.</summary>
    public string Name => _axis.Parameter.Name;

    /// <summary>Number of points.</summary>
    public int Count => _order.Length;

    /// <summary>The position of a trial's value among the axis' values, from 0.</summary>
    public int PositionOf(long trialId) => _position[_axis.PointOf(trialId)];

    /// <summary>Number of bins if at most so many may be shown; neighbouring values share a bin.</summary>
    public int Bins(int most) => Math.Min(Count, most);

    /// <summary>A trial's bin, from 0.</summary>
    public int BinOf(long trialId, int bins) => (int)((long)PositionOf(trialId) * bins / Count);

    /// <summary>A bin's value, or its first and last.</summary>
    public string Label(int bin, int bins)
    {
        var first = First(bin, bins);
        var last = First(bin + 1, bins) - 1;
        return first == last ? Shown(first) : $"{Shown(first)} … {Shown(last)}";
    }

    /// <summary>The labels of all bins.</summary>
    public string[] Labels(int bins) => [.. Enumerable.Range(0, bins).Select(bin => Label(bin, bins))];

    /// <summary>Evenly spread bins as ticks: their labels, and the first value of each to write there.</summary>
    public (string[] At, string[] Words) Ticks(int bins, int most)
    {
        var stride = (bins + most - 1) / most;
        int[] ticks = [.. Enumerable.Range(0, bins).Where(bin => bin % stride == 0)];
        return ([.. ticks.Select(bin => Label(bin, bins))], [.. ticks.Select(bin => Shown(First(bin, bins)))]);
    }

    private int First(int bin, int bins) => (int)(((long)bin * Count + bins - 1) / bins);

    private string Shown(int position)
    {
        var value = _axis[_order[position]];
        return value.IsNone ? "–" : value.ToShortString();
    }
}
