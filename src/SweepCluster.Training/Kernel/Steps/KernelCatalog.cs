using System.Numerics;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Losses;
using SweepCluster.Training.Kernel.Optimizers;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>Finds the kernel for a lane width, an optimizer and a loss; each is compiled when first used.</summary>
internal static class KernelCatalog
{
    public static ILaneKernel<T> For<T>(LaneWidth width, OptimizerKind optimizer, LossKind loss, BatchLayout layout)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (layout == BatchLayout.Factor && !LossCatalog.Of(loss).IsOfSquares)
            throw new ArgumentException($"{LossCatalog.Of(loss).Word} needs the rows themselves.", nameof(layout));
        return width switch
        {
            LaneWidth.Scalar => WithLanes<ScalarLane<T>, T>(optimizer, loss, layout),
            LaneWidth.V128 => WithLanes<Lanes128<T>, T>(optimizer, loss, layout),
            LaneWidth.V256 => WithLanes<Lanes256<T>, T>(optimizer, loss, layout),
            LaneWidth.V512 => WithLanes<Lanes512<T>, T>(optimizer, loss, layout),
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "No such width."),
        };
    }

    private static ILaneKernel<T> WithLanes<TLanes, T>(OptimizerKind optimizer, LossKind loss, BatchLayout layout)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer switch
        {
            // Sgd honours a momentum too, so both are one rule, and a trial's bits do not depend on its neighbours' μ.
            OptimizerKind.Sgd or OptimizerKind.Momentum => WithOptimizer<TLanes, T, Descent<TLanes, T>>(loss, layout),
            OptimizerKind.Nesterov => WithOptimizer<TLanes, T, Nesterov<TLanes, T>>(loss, layout),
            OptimizerKind.RmsProp => WithOptimizer<TLanes, T, RmsProp<TLanes, T>>(loss, layout),
            OptimizerKind.AdaGrad => WithOptimizer<TLanes, T, AdaGrad<TLanes, T>>(loss, layout),
            OptimizerKind.AdaDelta => WithOptimizer<TLanes, T, AdaDelta<TLanes, T>>(loss, layout),
            OptimizerKind.Adam => WithOptimizer<TLanes, T, Adam<TLanes, T>>(loss, layout),
            OptimizerKind.AmsGrad => WithOptimizer<TLanes, T, AmsGrad<TLanes, T>>(loss, layout),
            OptimizerKind.Adamax => WithOptimizer<TLanes, T, Adamax<TLanes, T>>(loss, layout),
            OptimizerKind.Nadam => WithOptimizer<TLanes, T, Nadam<TLanes, T>>(loss, layout),
            _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "No such optimizer."),
        };

    private static ILaneKernel<T> WithOptimizer<TLanes, T, TOptimizer>(LossKind loss, BatchLayout layout)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOptimizer : struct, IOptimizer<TOptimizer, TLanes, T> => loss switch
        {
            LossKind.Rmse => WithLoss<TLanes, T, TOptimizer, RmseLoss<TLanes, T>>(layout),
            LossKind.Mse => WithLoss<TLanes, T, TOptimizer, MseLoss<TLanes, T>>(layout),
            LossKind.Mae => WithLoss<TLanes, T, TOptimizer, MaeLoss<TLanes, T>>(layout),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "No such loss."),
        };

    private static ILaneKernel<T> WithLoss<TLanes, T, TOptimizer, TLoss>(BatchLayout layout)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOptimizer : struct, IOptimizer<TOptimizer, TLanes, T>
        where TLoss : struct, ILoss<TLanes, T> => layout == BatchLayout.Factor
            ? new FactorKernel<TLanes, T, TOptimizer, TLoss>()
            : new RowKernel<TLanes, T, TOptimizer, TLoss>();

    /// <summary>Lays batches out as the kernels of <see cref="For"/> read them.</summary>
    public static IBatchLayout<T> LayoutFor<T>(LaneWidth width, BatchLayout layout, TrainingRows rows, bool useBias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (layout, width) switch
        {
            (BatchLayout.Rows, _) => new RowLayout<T>(rows),
            (_, LaneWidth.Scalar) => new FactorLayout<ScalarLane<double>, T>(rows, useBias),
            (_, LaneWidth.V128) => new FactorLayout<Lanes128<double>, T>(rows, useBias),
            (_, LaneWidth.V256) => new FactorLayout<Lanes256<double>, T>(rows, useBias),
            (_, LaneWidth.V512) => new FactorLayout<Lanes512<double>, T>(rows, useBias),
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "No such width."),
        };

    /// <summary>Σ|e| of each parameter vector and unit, by lanes of a width.</summary>
    public static double[] AbsoluteSums<T>(
        CenteredRows<T> rows, IReadOnlyList<IReadOnlyList<double>> parameters, LaneWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => width switch
        {
            LaneWidth.Scalar => AbsoluteSums<ScalarLane<T>, T>.Of(rows, parameters),
            LaneWidth.V128 => AbsoluteSums<Lanes128<T>, T>.Of(rows, parameters),
            LaneWidth.V256 => AbsoluteSums<Lanes256<T>, T>.Of(rows, parameters),
            LaneWidth.V512 => AbsoluteSums<Lanes512<T>, T>.Of(rows, parameters),
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "No such width."),
        };
}
