using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Losses;
using SweepCluster.Training.Kernel.Optimizers;

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>Trains on the rows of a batch: residuals, gradient, update, lane by lane.</summary>
/// <remarks>
/// One trial's arithmetic is fixed. e = (b − y), then fma(w_j, x_j, e) in feature order. S = fma(e, e, S) over the rows
/// of unit 0, then of unit 1, …; G_j = fma(r, x_j, G_j) from 0 in row order; g = G·scale; then parameter by parameter.
/// Both paths below give the same bits.
/// </remarks>
internal sealed unsafe class RowKernel<TLanes, T, TOptimizer, TLoss> : LaneKernel<TLanes, T, TOptimizer, TLoss>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOptimizer : struct, IOptimizer<TOptimizer, TLanes, T>
    where TLoss : struct, ILoss<TLanes, T>
{
    private const int RowBlock = KernelRun<T>.RowBlock;

    /// <inheritdoc/>
    public override void Run(in KernelRun<T> run)
    {
        if (run.Units == 1 && run.BatchRows == RowBlock)
            RunOneRowBlock(run);
        else
            RunAnyBatch(run);
    }

    /// <summary>One target and batches of exactly one row block: each gradient goes straight into its update.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunOneRowBlock(in KernelRun<T> run)
    {
        var rows = run.Rows;
        var factors = run.Factors;
        var blockSize = run.Parameters * Record;
        for (var step = 0; step < run.Steps; step++)
        {
            var state = run.State;
            var settings = run.Settings;
            var updates = T.CreateTruncating(run.Updates + step);
            for (var block = 0; block < run.Blocks; block++)
            {
                var inputs = new StepInputs<TLanes, T>(settings, run.Shared, factors, updates);
                UpdateFromOneRowBlock(rows, state, run.Features, run.UseBias, inputs);
                state += blockSize;
                settings += LaneSettings.Count * TLanes.Count;
            }

            rows += RowBlock * (run.Features + 1);
            factors += TOptimizer.FactorCount;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateFromOneRowBlock(
        T* rows, T* state, int features, bool useBias, in StepInputs<TLanes, T> inputs)
    {
        var residuals = RowResiduals<TLanes, T>.Of(rows, rows + features * RowBlock, state, features, useBias, Record);
        var squares = TLoss.UsesSquares ? residuals.AddSquares(TLanes.Zero) : TLanes.Zero;
        var scale = TLoss.Scale(squares, T.CreateTruncating(RowBlock));
        var parts = residuals.Factors<TLoss>();
        var rule = TOptimizer.At(inputs);
        for (var feature = 0; feature < features; feature++)
        {
            Move(state, parts.AddProducts(rows, TLanes.Zero) * scale, rule);
            rows += RowBlock;
            state += Record;
        }

        if (useBias)
            Move(state, parts.AddTo(TLanes.Zero) * scale, rule);
    }

    /// <summary>Any batch: sums the gradient in memory, then updates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunAnyBatch(in KernelRun<T> run)
    {
        var rows = run.Rows;
        var factors = run.Factors;
        var count = T.CreateTruncating(run.BatchRows * run.Units);
        for (var step = 0; step < run.Steps; step++)
        {
            var state = run.State;
            var settings = run.Settings;
            var updates = T.CreateTruncating(run.Updates + step);
            for (var block = 0; block < run.Blocks; block++)
            {
                var squares = SumGradient(run, rows, state);
                var rule = TOptimizer.At(new StepInputs<TLanes, T>(settings, run.Shared, factors, updates));
                state = MoveAll(state, run.Gradient, run.Parameters, TLoss.Scale(squares, count), rule);
                settings += LaneSettings.Count * TLanes.Count;
            }

            rows += (long)run.BatchRows * (run.Features + run.Units);
            factors += TOptimizer.FactorCount;
        }
    }

    /// <summary>Fills the gradient sums from one batch and returns the sum of squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SumGradient(in KernelRun<T> run, T* rows, T* state)
    {
        var squares = TLanes.Zero;
        for (var parameter = 0; parameter < run.Parameters; parameter++)
            TLanes.Zero.Store(run.Gradient + parameter * TLanes.Count);
        for (var unit = 0; unit < run.Units; unit++)
        {
            var unitState = state + unit * run.PerUnit * Record;
            var gradient = run.Gradient + unit * run.PerUnit * TLanes.Count;
            var block = rows;
            var left = run.BatchRows;
            for (; left >= RowBlock; left -= RowBlock)
            {
                squares = SumRowBlock(run, block, unit, unitState, gradient, squares);
                block += RowBlock * (run.Features + run.Units);
            }

            for (var row = 0; row < left; row++)
                squares = SumRow(run, block + row, left, unit, unitState, gradient, squares);
        }

        return squares;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SumRowBlock(
        in KernelRun<T> run, T* rows, int unit, T* state, T* gradient, TLanes squares)
    {
        var targets = rows + (run.Features + unit) * RowBlock;
        var residuals = RowResiduals<TLanes, T>.Of(rows, targets, state, run.Features, run.UseBias, Record);
        if (TLoss.UsesSquares)
            squares = residuals.AddSquares(squares);
        var parts = residuals.Factors<TLoss>();
        for (var feature = 0; feature < run.Features; feature++)
        {
            parts.AddProducts(rows, TLanes.Load(gradient)).Store(gradient);
            rows += RowBlock;
            gradient += TLanes.Count;
        }

        if (run.UseBias)
            parts.AddTo(TLanes.Load(gradient)).Store(gradient);
        return squares;
    }

    /// <summary>One row of a row block that is <paramref name="stride"/> rows long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SumRow(
        in KernelRun<T> run, T* row, int stride, int unit, T* state, T* gradient, TLanes squares)
    {
        var bias = run.UseBias ? TLanes.Load(state + run.Features * Record) : TLanes.Zero;
        var residual = bias - TLanes.Broadcast(row[(run.Features + unit) * stride]);
        for (var feature = 0; feature < run.Features; feature++)
        {
            var weight = TLanes.Load(state + feature * Record);
            residual = TLanes.FusedMultiplyAdd(weight, row + feature * stride, residual);
        }

        var part = TLoss.Derivative(residual);
        for (var feature = 0; feature < run.Features; feature++)
        {
            TLanes.FusedMultiplyAdd(part, row + feature * stride, TLanes.Load(gradient)).Store(gradient);
            gradient += TLanes.Count;
        }

        if (run.UseBias)
            (TLanes.Load(gradient) + part).Store(gradient);
        return TLoss.UsesSquares ? TLanes.FusedMultiplyAdd(residual, residual, squares) : squares;
    }
}
