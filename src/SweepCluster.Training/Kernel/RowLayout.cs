using System.Numerics;
using System.Runtime.CompilerServices;

namespace SweepCluster.Training.Kernel;

/// <summary>Writes rows in the order that the kernel reads them, in the precision trained in.</summary>
internal sealed unsafe class RowLayout<T>(TrainingRows rows) : IBatchLayout<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<int> order, int batchRows, T* destination)
    {
        fixed (double* features = rows.Features, targets = rows.Targets)
        {
            while (!order.IsEmpty)
            {
                var batch = order[..batchRows];
                order = order[batchRows..];
                for (; !batch.IsEmpty; batch = batch[Math.Min(batch.Length, KernelRun<T>.RowBlock)..])
                {
                    var block = batch[..Math.Min(batch.Length, KernelRun<T>.RowBlock)];
                    destination = WriteColumns(block, features, rows.FeatureCount, destination);
                    destination = WriteColumns(block, targets, rows.TargetCount, destination);
                }
            }
        }
    }

    public void Dispose()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* WriteColumns(ReadOnlySpan<int> block, double* table, int columns, T* destination)
    {
        var stride = block.Length;
        for (var row = 0; row < stride; row++)
        {
            var from = table + (long)block[row] * columns;
            var to = destination + row;
            for (var column = 0; column < columns; column++, to += stride)
                *to = T.CreateTruncating(from[column]);
        }

        return destination + stride * columns;
    }
}
