using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>The form in which a mini-batch reaches the kernel.</summary>
public enum BatchLayout
{
    /// <summary>Row by row.</summary>
    Rows,

    /// <summary>Its triangular factor: the cost of an update no longer depends on the number of rows.</summary>
    Factor,
}

/// <summary>Chooses the form of the batches.</summary>
/// <remarks>
/// For rmse and mse a batch enters an update through ‖R·[w, b, −1]‖ and its gradient alone, R being the triangular
/// factor of [X, 1, Y]. All trials of a pack share it, but it has to be made first. Its rounding differs, so the choice
/// depends on the sweep alone: on no number of lanes, slots or nodes.
/// </remarks>
public static class BatchLayouts
{
    // Below this, packs are too small to share the cost of factors.
    private const long SmallestGroup = 64;

    // A lease holds about a fourth of its group, up to a bound.
    private const double LeasesAGroup = 4;
    private const double LargestLease = 1024;

    // Measured, in multiplications of the row form (0.013 to 0.017 ns a trial): what one of the factor form takes, less
    // where its residuals fit the registers, and what one of the factor's making takes, once for all trials of a lease.
    private const double FactorStep = 3.2;
    private const double SmallFactorStep = 1.7;
    private const double Making = 30;

    // What the factor must save to be worth another rounding.
    private const double WorthIt = 0.9;

    /// <summary>The form for one fusion group.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="features">Features a row.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="trial">What the group's trials share.</param>
    /// <param name="groupSize">Trials of the group.</param>
    public static BatchLayout For(LayerSpec layer, int features, int rows, Hyperparameters trial, long groupSize)
    {
        if (!HasFactorForm(trial.Loss) || groupSize < SmallestGroup)
            return BatchLayout.Rows;
        double units = layer.Units;
        double perUnit = features + (layer.UseBias ? 1 : 0);
        double batch = Math.Min(trial.BatchSize, rows);
        var byRows = batch * units * (2 * perUnit + 2);
        var step = FactorLayout.IsSmall((int)perUnit, layer.Units) ? SmallFactorStep : FactorStep;
        var byFactor = step * units * perUnit * (perUnit + 3);
        var making = Making * batch * perUnit * (perUnit + 2 * units)
            / Math.Min(groupSize / LeasesAGroup, LargestLease);
        return byFactor + making < WorthIt * byRows ? BatchLayout.Factor : BatchLayout.Rows;
    }

    private static bool HasFactorForm(LossKind loss) => loss switch
    {
        LossKind.Rmse or LossKind.Mse => true,
        LossKind.Mae => false,
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "No such loss."),
    };
}
