using System.Numerics;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Losses;
using SweepCluster.Training.Kernel.Optimizers;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>Finds the kernel for a lane width, an optimizer and a loss; each is compiled when first used.</summary>
internal static class KernelCatalog
{
    public static ILaneKernel<T> For<T>(LaneWidth width, OptimizerKind optimizer, LossKind loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => width switch
        {
            LaneWidth.Scalar => WithLanes<ScalarLane<T>, T>(optimizer, loss),
            LaneWidth.V128 => WithLanes<Lanes128<T>, T>(optimizer, loss),
            LaneWidth.V256 => WithLanes<Lanes256<T>, T>(optimizer, loss),
            LaneWidth.V512 => WithLanes<Lanes512<T>, T>(optimizer, loss),
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "No such width."),
        };

    private static ILaneKernel<T> WithLanes<TLanes, T>(OptimizerKind optimizer, LossKind loss)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer switch
        {
            // Sgd honours a momentum too, so the two are one rule; and a trial's bits do not hang on its neighbours' μ.
            OptimizerKind.Sgd or OptimizerKind.Momentum => WithOptimizer<TLanes, T, Descent<TLanes, T>>(loss),
            OptimizerKind.Nesterov => WithOptimizer<TLanes, T, Nesterov<TLanes, T>>(loss),
            OptimizerKind.RmsProp => WithOptimizer<TLanes, T, RmsProp<TLanes, T>>(loss),
            OptimizerKind.AdaGrad => WithOptimizer<TLanes, T, AdaGrad<TLanes, T>>(loss),
            OptimizerKind.AdaDelta => WithOptimizer<TLanes, T, AdaDelta<TLanes, T>>(loss),
            OptimizerKind.Adam => WithOptimizer<TLanes, T, Adam<TLanes, T>>(loss),
            OptimizerKind.AmsGrad => WithOptimizer<TLanes, T, AmsGrad<TLanes, T>>(loss),
            OptimizerKind.Adamax => WithOptimizer<TLanes, T, Adamax<TLanes, T>>(loss),
            OptimizerKind.Nadam => WithOptimizer<TLanes, T, Nadam<TLanes, T>>(loss),
            _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "No such optimizer."),
        };

    private static ILaneKernel<T> WithOptimizer<TLanes, T, TOptimizer>(LossKind loss)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOptimizer : struct, IOptimizer<TOptimizer, TLanes, T> => loss switch
        {
            LossKind.Rmse => new LaneKernel<TLanes, T, TOptimizer, RmseLoss<TLanes, T>>(),
            LossKind.Mse => new LaneKernel<TLanes, T, TOptimizer, MseLoss<TLanes, T>>(),
            LossKind.Mae => new LaneKernel<TLanes, T, TOptimizer, MaeLoss<TLanes, T>>(),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "No such loss."),
        };
}
