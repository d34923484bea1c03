using System.Globalization;

namespace SweepCluster.Benchmarks.Searching;

/// <summary>A network's loss on digits as measured, by learning rate, batch and width; multilinear between.</summary>
internal sealed class MeasuredTable
{
    private static readonly string[] Names = ["lr", "batch", "width"];

    private readonly double[][] _axes;
    private readonly double[] _values;

    public MeasuredTable(string path)
    {
        var rows = File.ReadLines(path).Select(line => line.Split(',')).ToList();
        _axes = [.. rows.Where(row => row[0] == "axis").Select(row => Numbers(row[3..]))];
        _values = [.. rows.Where(row => row[0] == "row").SelectMany(row => Numbers(row[2..]))];
    }

    public double Value(Setting p)
    {
        var corners = new List<(int At, double Weight)> { (0, 1) };
        foreach (var (axis, name) in _axes.Zip(Names))
        {
            var value = Math.Log10(p[name]);
            var found = Array.FindLastIndex(axis, tick => tick <= value);
            var i = Math.Clamp(found, 0, axis.Length - 2);
            var share = Math.Clamp((value - axis[i]) / (axis[i + 1] - axis[i]), 0, 1);
            corners =
            [
                .. corners.SelectMany(corner => new[]
                {
                    (corner.At * axis.Length + i, corner.Weight * (1 - share)),
                    (corner.At * axis.Length + i + 1, corner.Weight * share),
                }),
            ];
        }

        return corners.Where(corner => corner.Weight > 0).Sum(corner => corner.Weight * _values[corner.At]);
    }

    private static double[] Numbers(string[] texts) =>
        [.. texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
