using SweepCluster.Problems;
using SweepCluster.Training.Data;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Preparing;

/// <summary>A data set split into rows to train on and rows held out to validate with.</summary>
/// <param name="Training">Rows to train on, in file order.</param>
/// <param name="Validation">Rows held out, in file order; null if none are.</param>
public sealed record HoldOut(DataSet Training, DataSet? Validation)
{
    /// <summary>Holds out a fraction of the rows, rounded: at least one, and all but one at most.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="fraction">In [0, 1); 0 holds nothing out.</param>
    /// <param name="isSeries">
    /// Whether rows are in time order: then the last ones are held out, else random ones.
    /// </param>
    /// <param name="seed">The sweep's seed, which draws the random ones.</param>
    /// <exception cref="InvalidInputException">
    /// The fraction is out of range, or there are fewer than two rows.
    /// </exception>
    public static HoldOut Split(DataSet data, double fraction, bool isSeries, long seed)
    {
        if (fraction == 0) return new HoldOut(data, null);
        var count = CountOf(data.Rows, fraction);
        var heldOut = isSeries ? Last(data.Rows, count) : Drawn(data.Rows, count, seed);
        return new HoldOut(Select(data, heldOut, false), Select(data, heldOut, true));
    }

    /// <summary>How many rows are held out.</summary>
    /// <exception cref="InvalidInputException">
    /// The fraction is out of range, or there are fewer than two rows.
    /// </exception>
    public static int CountOf(int rows, double fraction)
    {
        if (fraction == 0) return 0;
        if (!(fraction > 0 && fraction < 1))
            throw Invalid($"{fraction}, but a fraction from 0 up to, not including, 1 is needed");
        if (rows < 2) throw Invalid($"the data set has {rows} row, so none can be held out; at least 2 are needed");
        return Math.Clamp((int)Math.Round(rows * fraction, MidpointRounding.AwayFromZero), 1, rows - 1);
    }

    private static InvalidInputException Invalid(string what) => new([new Problem("dataset", "validation", what)]);

    private static bool[] Last(int rows, int count)
    {
        var heldOut = new bool[rows];
        heldOut.AsSpan(rows - count).Fill(true);
        return heldOut;
    }

    // The first steps of a Fisher-Yates shuffle draw `count` different rows.
    private static bool[] Drawn(int rows, int count, long seed)
    {
        var random = RandomStreams.For(seed, "hold-out");
        var order = Enumerable.Range(0, rows).ToArray();
        var heldOut = new bool[rows];
        for (var i = 0; i < count; i++)
        {
            var j = random.Next(i, rows);
            (order[i], order[j]) = (order[j], order[i]);
            heldOut[order[i]] = true;
        }

        return heldOut;
    }

    private static DataSet Select(DataSet data, bool[] heldOut, bool wanted)
    {
        var rows = heldOut.Count(row => row == wanted);
        var features = new double[rows * data.FeatureCount];
        var targets = new double[rows * data.TargetCount];
        for (int from = 0, to = 0; from < heldOut.Length; from++)
        {
            if (heldOut[from] != wanted) continue;
            Array.Copy(data.Features, from * data.FeatureCount, features, to * data.FeatureCount, data.FeatureCount);
            Array.Copy(data.Targets, from * data.TargetCount, targets, to * data.TargetCount, data.TargetCount);
            to++;
        }

        return data with { Features = features, Targets = targets };
    }
}
