using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Kernel.Steps;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>Mean absolute errors of many parameter vectors over the same rows, one vector per lane.</summary>
/// <remarks>
/// Computed from how far a vector is from one near the optimum, δ = w − w°:
/// e = (x − x̄)·δ + (δ_b + x̄·δ) − (y − x·w° − b°). What is small is then small in every term, so the precision trained
/// in is enough, however close the fit. A lane's arithmetic is fixed: e as in
/// <see cref="RowKernel{TLanes, T, TOptimizer, TLoss}"/>, the absolute values of 8 rows added in pairs, those sums
/// added in double, block by block; the same bits for every lane width. Safe to use from any number of threads.
/// </remarks>
/// <param name="rows">The rows, in the coordinates of the parameters.</param>
/// <param name="layer">The layer that the parameters are of.</param>
/// <param name="near">w°: unit by unit, the weights, then the bias if there is one; the optimum, say.</param>
/// <param name="targetScales">What one unit of each target is in the data's own units; all 1 if left out.</param>
public sealed class AbsoluteErrors(
    TrainingRows rows, LayerSpec layer, IReadOnlyList<double> near, IReadOnlyList<double>? targetScales = null)
{
    private readonly Lazy<CenteredRows<float>> _singles = new(() => new CenteredRows<float>(rows, layer, near));
    private readonly Lazy<CenteredRows<double>> _doubles = new(() => new CenteredRows<double>(rows, layer, near));

    /// <summary>The mean of |prediction − y| over all rows and targets, for each parameter vector.</summary>
    /// <param name="parameters">Parameter vectors, laid out as w° is.</param>
    /// <param name="precision">The precision that they were trained in.</param>
    /// <param name="width">The lane width; the processor's widest if left out.</param>
    public double[] Mean(
        IReadOnlyList<IReadOnlyList<double>> parameters, Precision precision, LaneWidth? width = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var sums = precision == Precision.Float32
            ? KernelCatalog.AbsoluteSums(_singles.Value, parameters, width ?? LaneWidths.Widest)
            : KernelCatalog.AbsoluteSums(_doubles.Value, parameters, width ?? LaneWidths.Widest);
        return [.. parameters.Select((vector, index) => Mean(sums.AsSpan(index * layer.Units, layer.Units), vector))];
    }

    private double Mean(ReadOnlySpan<double> sums, IReadOnlyList<double> vector)
    {
        var mean = Scaled(sums) / rows.Targets.Length;
        // Lanes of single precision may overflow when the mean itself does not.
        return double.IsFinite(mean) ? mean : Scaled(_doubles.Value.PlainSums(vector)) / rows.Targets.Length;
    }

    private double Scaled(ReadOnlySpan<double> sums)
    {
        var sum = 0.0;
        for (var unit = 0; unit < sums.Length; unit++)
            sum += (targetScales?[unit] ?? 1) * sums[unit];
        // NaN in one form, because its sign and payload differ between vector widths.
        return double.IsNaN(sum) ? double.NaN : sum;
    }
}
