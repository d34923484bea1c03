using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Kernel.Steps;

namespace SweepCluster.Training.Kernel.Layouts;

/// <summary>Writes rows in the order that the kernel reads them, in the precision trained in.</summary>
internal sealed unsafe class RowLayout<T>(TrainingRows rows) : IBatchLayout<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _width = rows.FeatureCount + rows.TargetCount;
    private readonly T[]? _joined = JoinedRows<T>.Of(rows).Numbers;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<int> order, int batchRows, T* destination)
    {
        fixed (T* joined = _joined)
        {
            while (!order.IsEmpty)
            {
                var batch = order[..batchRows];
                order = order[batchRows..];
                for (; !batch.IsEmpty; batch = batch[Math.Min(batch.Length, KernelRun<T>.RowBlock)..])
                {
                    var block = batch[..Math.Min(batch.Length, KernelRun<T>.RowBlock)];
                    if (joined is null)
                    {
                        WriteApart(block, destination);
                    }
                    else
                    {
                        var next = batch.Length > block.Length ? batch[block.Length..] : order;
                        JoinedRows<T>.FetchAhead(next[..Math.Min(next.Length, KernelRun<T>.RowBlock)], joined, _width);
                        WriteColumns(block, joined, _width, destination);
                    }

                    destination += block.Length * _width;
                }
            }
        }
    }

    public void Dispose()
    {
    }

    private void WriteApart(ReadOnlySpan<int> block, T* destination)
    {
        fixed (double* features = rows.Features, targets = rows.Targets)
        {
            WriteColumns(block, features, rows.FeatureCount, destination);
            WriteColumns(block, targets, rows.TargetCount, destination + block.Length * rows.FeatureCount);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteColumns<TSource>(ReadOnlySpan<int> block, TSource* table, int columns, T* destination)
        where TSource : unmanaged, IBinaryFloatingPointIeee754<TSource>
    {
        var stride = block.Length;
        for (var row = 0; row < stride; row++)
        {
            var from = table + (long)block[row] * columns;
            var to = destination + row;
            for (var column = 0; column < columns; column++, to += stride)
                *to = T.CreateTruncating(from[column]);
        }
    }
}
