using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Layouts;

/// <summary>How a mini-batch is laid out for the kernel.</summary>
public enum BatchLayout
{
    /// <summary>Row by row.</summary>
    Rows,

    /// <summary>Its triangular factor: the cost of an update no longer depends on the number of rows.</summary>
    Factor,
}

/// <summary>Chooses the layout of the batches.</summary>
/// <remarks>
/// With rmse and mse a batch enters an update only through ‖R·[w, b, −1]‖ and its gradient, R being the triangular
/// factor of [X, 1, Y]. All trials of a pack share it, but it has to be made first. Its rounding differs, so the
/// choice depends on the sweep alone: on no number of lanes, slots or nodes.
/// </remarks>
public static class BatchLayouts
{
    // Below this, packs are too small to share the cost of factors.
    private const long SmallestGroup = 64;

    // A lease holds about a fourth of its group, up to a bound.
    private const double LeasesPerGroup = 4;
    private const double LargestLease = 1024;

    // Measured by the benchmark "kernels", in multiplications of the row layout (0.013 to 0.017 ns per trial): what one
    // of the factor layout takes, less if its residuals fit the registers, and what one of making the factor takes,
    // once for all trials of a lease.
    private const double FactorStep = 3.2;
    private const double SmallFactorStep = 1.7;
    private const double Making = 30;

    // What the factor must save to be worth another rounding.
    private const double WorthIt = 0.9;

    /// <summary>The layout for one fusion group.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="features">Features per row.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="trial">What the group's trials share.</param>
    /// <param name="groupSize">Trials of the group.</param>
    public static BatchLayout For(LayerSpec layer, int features, int rows, Hyperparameters trial, long groupSize)
    {
        if (!LossCatalog.Of(trial.Loss).IsOfSquares || groupSize < SmallestGroup)
            return BatchLayout.Rows;
        double units = layer.Units;
        double perUnit = features + (layer.UseBias ? 1 : 0);
        double batch = Math.Min(trial.BatchSize, rows);
        var byRows = batch * units * (2 * perUnit + 2);
        var step = FactorLayout.IsSmall((int)perUnit, layer.Units) ? SmallFactorStep : FactorStep;
        var byFactor = step * units * perUnit * (perUnit + 3);
        var making = Making * batch * perUnit * (perUnit + 2 * units)
            / Math.Min(groupSize / LeasesPerGroup, LargestLease);
        return byFactor + making < WorthIt * byRows ? BatchLayout.Factor : BatchLayout.Rows;
    }
}
