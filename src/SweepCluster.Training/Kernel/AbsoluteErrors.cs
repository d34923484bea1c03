using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>Mean absolute errors of many parameter vectors over the same rows, computed in double, a vector a lane.</summary>
/// <remarks>
/// For each vector: unit by unit, row by row, e = (b − y), then fma(w_j, x_j, e) in feature order, then fma(scale, |e|, sum);
/// the same bits for every lane width.
/// </remarks>
public static class AbsoluteErrors
{
    /// <summary>The mean of |prediction − y| over all rows and targets, for each parameter vector.</summary>
    /// <param name="rows">The rows, in the coordinates of the parameters.</param>
    /// <param name="layer">The layer that the parameters are of.</param>
    /// <param name="parameters">Parameter vectors, each unit by unit: weights, then the bias where there is one.</param>
    /// <param name="targetScales">What one unit of each target is in the data's own units; all 1 where left out.</param>
    /// <param name="width">The lane width; the processor's widest where left out.</param>
    public static double[] Mean(
        TrainingRows rows,
        LayerSpec layer,
        IReadOnlyList<double[]> parameters,
        IReadOnlyList<double>? targetScales = null,
        LaneWidth? width = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(parameters);
        double[] scales = [.. targetScales ?? Enumerable.Repeat(1.0, layer.Units)];
        return (width ?? LaneWidths.Widest) switch
        {
            LaneWidth.Scalar => Mean<ScalarLane<double>>(rows, layer, parameters, scales),
            LaneWidth.V128 => Mean<Lanes128<double>>(rows, layer, parameters, scales),
            LaneWidth.V256 => Mean<Lanes256<double>>(rows, layer, parameters, scales),
            LaneWidth.V512 => Mean<Lanes512<double>>(rows, layer, parameters, scales),
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "No such width."),
        };
    }

    private static unsafe double[] Mean<TLanes>(
        TrainingRows rows, LayerSpec layer, IReadOnlyList<double[]> parameters, double[] scales)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        var count = Initializers.ParameterCount(layer, rows.FeatureCount);
        using var block = new AlignedBuffer<double>((long)count * TLanes.Count);
        using var sums = new AlignedBuffer<double>(TLanes.Count);
        var means = new double[parameters.Count];
        for (var first = 0; first < means.Length; first += TLanes.Count)
        {
            for (var index = 0; index < count * TLanes.Count; index++)
                block.Pointer[index] = parameters[Math.Min(first + index % TLanes.Count, means.Length - 1)][index / TLanes.Count];
            Sum<TLanes>(rows, layer, block.Pointer, scales).Store(sums.Pointer);
            for (var lane = 0; lane < TLanes.Count && first + lane < means.Length; lane++)
                means[first + lane] = Canonical(sums.Pointer[lane] / rows.Targets.Length);
        }

        return means;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe TLanes Sum<TLanes>(TrainingRows rows, LayerSpec layer, double* parameters, double[] scales)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        var features = rows.FeatureCount;
        var sum = TLanes.Zero;
        fixed (double* allX = rows.Features, allY = rows.Targets)
        {
            for (var unit = 0; unit < layer.Units; unit++)
            {
                var bias = layer.UseBias ? TLanes.Load(parameters + features * TLanes.Count) : TLanes.Zero;
                var scale = TLanes.Broadcast(scales[unit]);
                var x = allX;
                for (var y = allY + unit; y < allY + rows.Targets.Length; y += layer.Units, x += features)
                    sum = TLanes.FusedMultiplyAdd(
                        scale, TLanes.Abs(Residual(x, bias - TLanes.Broadcast(*y), parameters, features)), sum);
                parameters += (features + (layer.UseBias ? 1 : 0)) * TLanes.Count;
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe TLanes Residual<TLanes>(double* x, TLanes residual, double* weights, int features)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        for (var feature = 0; feature < features; feature++)
        {
            var weight = TLanes.Load(weights + feature * TLanes.Count);
            residual = TLanes.FusedMultiplyAdd(weight, x + feature, residual);
        }

        return residual;
    }

    /// <summary>NaN in one form, because its sign and payload differ between vector widths.</summary>
    private static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value;
}
