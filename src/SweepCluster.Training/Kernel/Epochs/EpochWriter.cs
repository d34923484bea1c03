using System.Numerics;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Steps;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Kernel.Epochs;

/// <summary>Writes the batches of a pack's epochs: draws the order of the rows and lays them out.</summary>
internal sealed unsafe class EpochWriter<T>(TrialPack pack, LaneWidth width) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IBatchLayout<T> _layout =
        KernelCatalog.LayoutFor<T>(width, pack.Layout, pack.Rows, pack.Layer.UseBias);

    private readonly RowOrder _orders = new(pack.Rows.Count, pack.SweepSeed, pack.Repeat);
    private ReadOnlyMemory<int> _order;

    /// <summary>Begins an epoch, from 0.</summary>
    public void Begin(int epoch) => _order = pack.Shared.Shuffle ? _orders.Shuffled(epoch) : _orders.FileOrder();

    /// <summary>Writes whole batches from a row of the epoch on.</summary>
    public void Write(int firstRow, int rows, int batchRows, T* destination) =>
        _layout.Write(_order.Span.Slice(firstRow, rows), batchRows, destination);

    /// <summary>Writes a whole epoch, the last batch as short as it is.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public void WriteAll(int epoch, int batchRows, T* destination, CancellationToken cancellation)
    {
        const int RowsAtOnce = 1 << 14;
        Begin(epoch);
        var some = Math.Max(1, RowsAtOnce / batchRows) * batchRows;
        for (var row = 0; row < _order.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var left = _order.Length - row;
            var batch = Math.Min(batchRows, left);
            var rows = Math.Min(some, left / batch * batch);
            Write(row, rows, batch, destination);
            destination += rows / batch * pack.NumbersPerBatch(batch);
            row += rows;
        }
    }

    public void Dispose() => _layout.Dispose();
}
