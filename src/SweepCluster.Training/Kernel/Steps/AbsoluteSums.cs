using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Rows;

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>Σ|e| over all rows, for each parameter vector and unit.</summary>
internal static unsafe class AbsoluteSums<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[vector][unit]; a piece of the rows stays in the nearest cache for all vectors.</summary>
    public static double[] Of(CenteredRows<T> rows, IReadOnlyList<IReadOnlyList<double>> parameters)
    {
        var laneBlocks = (parameters.Count + TLanes.Count - 1) / TLanes.Count;
        using var offsets = Offsets(rows, parameters, laneBlocks);
        using var sums = new AlignedBuffer<double>((long)laneBlocks * rows.Units * TLanes.Count);
        var room = new T[rows.BlocksPerPiece * rows.NumbersPerBlock];
        for (var first = 0; first < rows.Blocks; first += rows.BlocksPerPiece)
        {
            var count = Math.Min(rows.BlocksPerPiece, rows.Blocks - first);
            fixed (T* piece = rows.Piece(first, count, room))
                AddPiece(rows, piece, first, count, offsets, sums, laneBlocks);
        }

        return Gather(sums, parameters.Count, rows.Units);
    }

    private static void AddPiece(
        CenteredRows<T> rows, T* piece, int first, int count, AlignedBuffer<T> offsets, AlignedBuffer<double> sums,
        int laneBlocks)
    {
        var full = Math.Clamp(rows.FullBlocks - first, 0, count);
        for (var block = 0; block < laneBlocks * rows.Units; block++)
        {
            var unit = block % rows.Units;
            var offset = offsets.Pointer + (long)block * (rows.Features + 1) * TLanes.Count;
            var sum = sums.Pointer + (long)block * TLanes.Count;
            Add(piece, full, rows.Features, rows.Units, unit, offset, sum, T.One);
            // A row by itself fills its block eight times.
            Add(piece + full * rows.NumbersPerBlock, count - full, rows.Features, rows.Units, unit, offset, sum,
                T.CreateTruncating(0.125));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add(T* rows, int blocks, int features, int units, int unit, T* offset, double* sum, T weight)
    {
        var targets = rows + (features + unit) * KernelRun<T>.RowBlock;
        var size = (features + units) * KernelRun<T>.RowBlock;
        for (var block = 0; block < blocks; block++, rows += size, targets += size)
        {
            var residuals = RowResiduals<TLanes, T>.Of(rows, targets, offset, features, useBias: true, TLanes.Count);
            (residuals.AbsoluteSum() * TLanes.Broadcast(weight)).AddTo(sum);
        }
    }

    // [lane block][unit][feature, then the constant][lane]
    private static AlignedBuffer<T> Offsets(
        CenteredRows<T> rows, IReadOnlyList<IReadOnlyList<double>> parameters, int laneBlocks)
    {
        var offsets = new AlignedBuffer<T>((long)laneBlocks * rows.Units * (rows.Features + 1) * TLanes.Count);
        var offset = new double[rows.Features + 1];
        for (var block = 0; block < laneBlocks * rows.Units; block++)
        {
            var to = offsets.Pointer + (long)block * offset.Length * TLanes.Count;
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                var vector = Math.Min(block / rows.Units * TLanes.Count + lane, parameters.Count - 1);
                rows.WriteOffset(parameters[vector], block % rows.Units, offset);
                for (var j = 0; j < offset.Length; j++)
                    to[j * TLanes.Count + lane] = T.CreateTruncating(offset[j]);
            }
        }

        return offsets;
    }

    private static double[] Gather(AlignedBuffer<double> sums, int vectors, int units)
    {
        var gathered = new double[vectors * units];
        for (var index = 0; index < gathered.Length; index++)
        {
            var (vector, unit) = Math.DivRem(index, units);
            var block = vector / TLanes.Count * units + unit;
            gathered[index] = sums.Pointer[(long)block * TLanes.Count + vector % TLanes.Count];
        }

        return gathered;
    }
}
