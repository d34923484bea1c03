using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Losses;
using SweepCluster.Training.Kernel.Optimizers;

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>Trains on the triangular factor of a batch: the same update for any number of rows.</summary>
/// <remarks>
/// With R the factor of [X, 1] and c_u = Qᵀy_u: z = R·[w, b] − c_u, Σe² = tail + ‖z‖² and Σe·x_j = Σ_i≤j z_i·R_ij. One
/// trial's arithmetic is fixed: z_i from −c_ui, then fma(w_j, R_ij, z_i) in feature order from the diagonal; S from the
/// tail, then fma(z_i, z_i, S), unit after unit; G_j = fma(z_i, R_ij, G_j) from 0 in the order of i; g = G·scale.
/// </remarks>
internal sealed unsafe class FactorKernel<TLanes, T, TOptimizer, TLoss> : LaneKernel<TLanes, T, TOptimizer, TLoss>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOptimizer : struct, IOptimizer<TOptimizer, TLanes, T>
    where TLoss : struct, ILoss<TLanes, T>
{
    /// <inheritdoc/>
    public override void Run(in KernelRun<T> run)
    {
        if (FactorLayout.IsSmall(run.PerUnit, run.Units))
            RunSmall(run);
        else
            RunAny(run);
    }

    /// <summary>A factor of few columns and one target: each gradient goes straight into its update.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunSmall(in KernelRun<T> run)
    {
        var factor = run.Rows;
        var factors = run.Factors;
        var size = FactorLayout.Numbers(run.PerUnit, 1);
        var count = T.CreateTruncating(run.BatchRows);
        for (var step = 0; step < run.Steps; step++)
        {
            var state = run.State;
            var settings = run.Settings;
            var updates = T.CreateTruncating(run.Updates + step);
            for (var block = 0; block < run.Blocks; block++)
            {
                var inputs = new StepInputs<TLanes, T>(settings, run.Shared, factors, updates);
                UpdateFromSmall(factor, size, state, run.PerUnit, count, inputs);
                state += run.PerUnit * Record;
                settings += LaneSettings.Count * TLanes.Count;
            }

            factor += size;
            factors += TOptimizer.FactorCount;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateFromSmall(
        T* factor, int size, T* state, int perUnit, T count, in StepInputs<TLanes, T> inputs)
    {
        var negatedTargets = factor + FactorLayout.Triangle(perUnit);
        var residuals = new FactorResiduals<TLanes, T>(factor, negatedTargets, state, perUnit, Record);
        var tail = TLanes.Broadcast(factor[size - 1]);
        var scale = TLoss.Scale(TLoss.UsesSquares ? residuals.AddSquares(tail) : tail, count);
        var rule = TOptimizer.At(inputs);
        for (var last = 0; last < perUnit; last++)
        {
            Move(state, residuals.Products(factor, last) * scale, rule);
            factor += last + 1;
            state += Record;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunAny(in KernelRun<T> run)
    {
        var factor = run.Rows;
        var factors = run.Factors;
        var size = FactorLayout.Numbers(run.PerUnit, run.Units);
        var count = T.CreateTruncating(run.BatchRows * (long)run.Units);
        for (var step = 0; step < run.Steps; step++)
        {
            var state = run.State;
            var settings = run.Settings;
            var updates = T.CreateTruncating(run.Updates + step);
            for (var block = 0; block < run.Blocks; block++)
            {
                var squares = TLanes.Broadcast(factor[size - 1]);
                for (var unit = 0; unit < run.Units; unit++)
                    squares = SumGradient(run, factor, unit, state, squares);
                var rule = TOptimizer.At(new StepInputs<TLanes, T>(settings, run.Shared, factors, updates));
                state = MoveAll(state, run.Gradient, run.Parameters, TLoss.Scale(squares, count), rule);
                settings += LaneSettings.Count * TLanes.Count;
            }

            factor += size;
            factors += TOptimizer.FactorCount;
        }
    }

    /// <summary>Fills one unit's gradient sums and adds its residuals' squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SumGradient(in KernelRun<T> run, T* factor, int unit, T* state, TLanes squares)
    {
        var perUnit = run.PerUnit;
        var gradient = run.Gradient + unit * perUnit * TLanes.Count;
        var negatedTarget = factor + FactorLayout.Triangle(perUnit) + unit * perUnit;
        state += unit * perUnit * Record;
        for (var i = 0; i < perUnit; i++)
        {
            var residual = TLanes.Broadcast(negatedTarget[i]);
            for (var j = i; j < perUnit; j++)
                residual = TLanes.FusedMultiplyAdd(TLanes.Load(state + j * Record), factor + j - i, residual);
            if (TLoss.UsesSquares)
                squares = TLanes.FusedMultiplyAdd(residual, residual, squares);
            AddRow(gradient + i * TLanes.Count, factor, perUnit - i, residual, i == 0);
            factor += perUnit - i;
        }

        return squares;
    }

    /// <summary>Adds one residual times its row of the factor to the gradient sums from the diagonal on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(T* gradient, T* row, int length, TLanes residual, bool first)
    {
        for (var j = 0; j < length; j++)
        {
            var sum = first ? TLanes.Zero : TLanes.Load(gradient + j * TLanes.Count);
            TLanes.FusedMultiplyAdd(residual, row + j, sum).Store(gradient + j * TLanes.Count);
        }
    }
}
