using System.Numerics;
using System.Runtime.CompilerServices;

namespace SweepCluster.Training.Kernel;

/// <summary>Writes rows in the order that the kernel reads them.</summary>
/// <remarks>The rows are first converted and joined with their targets, so that a row of a shuffle is one stretch of memory.</remarks>
internal sealed unsafe class RowLayout<T> : IBatchLayout<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _joined;
    private readonly int _width;

    public RowLayout(TrainingRows rows)
    {
        Rows = rows.Count;
        _width = rows.FeatureCount + rows.TargetCount;
        _joined = new AlignedBuffer<T>((long)rows.Count * _width);
        for (var row = 0; row < rows.Count; row++)
        {
            var to = _joined.Pointer + (long)row * _width;
            for (var feature = 0; feature < rows.FeatureCount; feature++)
                *to++ = T.CreateTruncating(rows.Features[(long)row * rows.FeatureCount + feature]);
            for (var target = 0; target < rows.TargetCount; target++)
                *to++ = T.CreateTruncating(rows.Targets[(long)row * rows.TargetCount + target]);
        }
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public long NumbersABatch(int batchRows) => (long)batchRows * _width;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<int> order, int batchRows, T* destination)
    {
        while (!order.IsEmpty)
        {
            var batch = order[..batchRows];
            order = order[batchRows..];
            for (; !batch.IsEmpty; batch = batch[Math.Min(batch.Length, KernelRun<T>.RowBlock)..])
                destination = WriteBlock(batch[..Math.Min(batch.Length, KernelRun<T>.RowBlock)], destination);
        }
    }

    public void Dispose() => _joined.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T* WriteBlock(ReadOnlySpan<int> rows, T* destination)
    {
        var stride = rows.Length;
        for (var row = 0; row < stride; row++)
        {
            var from = _joined.Pointer + (long)rows[row] * _width;
            var to = destination + row;
            for (var column = 0; column < _width; column++, to += stride)
                *to = from[column];
        }

        return destination + stride * _width;
    }
}
