using System.Numerics;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Kernel.Steps;

namespace SweepCluster.Training.Kernel.Epochs;

/// <summary>
/// Gives a pack the batches of one epoch after the other: from the store, or run by run if that has no room.
/// </summary>
internal sealed unsafe class EpochRows<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrialPack _pack;
    private readonly EpochStore _store;
    private readonly int _batch;
    private readonly Lazy<EpochWriter<T>> _writer;
    private readonly Lazy<AlignedBuffer<T>> _room;
    private StoredEpoch? _stored;

    /// <param name="pack">What is trained.</param>
    /// <param name="width">The lanes that make factors.</param>
    /// <param name="store">Holds epochs for all packs.</param>
    /// <param name="mostBatches">Batches that will be asked for at once, at most.</param>
    public EpochRows(TrialPack pack, LaneWidth width, EpochStore store, int mostBatches)
    {
        (_pack, _store, _batch) = (pack, store, pack.BatchRows);
        _writer = new Lazy<EpochWriter<T>>(() => new EpochWriter<T>(pack, width));
        _room = new Lazy<AlignedBuffer<T>>(() => new AlignedBuffer<T>(mostBatches * pack.NumbersPerBatch(_batch)));
    }

    /// <summary>Opens an epoch, from 0.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public void Open(int epoch, CancellationToken cancellation)
    {
        Close();
        _stored = _store.Rent(KeyOf(epoch), Bytes);
        if (_stored is null)
        {
            _writer.Value.Begin(epoch);
            return;
        }

        // While another pack lays this epoch out, there is time to lay out the next for it.
        void Lay(StoredEpoch stored) =>
            _writer.Value.WriteAll(stored.Key.Epoch, _batch, (T*)stored.Numbers.Pointer, cancellation);
        if (_stored.TryLay(Lay))
            return;
        LayAhead(epoch + 1, Lay);
        _stored.Lay(Lay);
    }

    /// <summary>Batches of equal size from a row of the epoch on; valid until the next call.</summary>
    public T* Batches(int firstRow, int batches, int batchRows)
    {
        if (_stored is not null)
            return (T*)_stored.Numbers.Pointer + firstRow / _batch * _pack.NumbersPerBatch(_batch);
        _writer.Value.Write(firstRow, batches * batchRows, batchRows, _room.Value.Pointer);
        return _room.Value.Pointer;
    }

    public void Dispose()
    {
        Close();
        if (_writer.IsValueCreated)
            _writer.Value.Dispose();
        if (_room.IsValueCreated)
            _room.Value.Dispose();
    }

    private long Bytes
    {
        get
        {
            var (whole, rest) = Math.DivRem(_pack.Rows.Count, _batch);
            return (whole * _pack.NumbersPerBatch(_batch) + Math.Sign(rest) * _pack.NumbersPerBatch(rest)) * sizeof(T);
        }
    }

    private void LayAhead(int epoch, Action<StoredEpoch> lay)
    {
        if (epoch >= _pack.Shared.Epochs || _store.Rent(KeyOf(epoch), Bytes) is not { } next)
            return;
        try
        {
            next.TryLay(lay);
        }
        finally
        {
            _store.Return(next);
        }
    }

    private void Close()
    {
        if (_stored is not null)
            _store.Return(_stored);
        _stored = null;
    }

    private EpochKey KeyOf(int epoch) => new(
        _pack.Rows,
        _pack.Layer.UseBias,
        _pack.SweepSeed,
        _pack.Repeat,
        _pack.Shared.Shuffle ? epoch : -1,
        InRowBlocks ? KernelRun<T>.RowBlock : _batch,
        _pack.Layout,
        _pack.Shared.Precision);

    // Rows lie in blocks, one after the other, whatever the batch size, as long as batches end where blocks do.
    private bool InRowBlocks =>
        _pack.Layout == BatchLayout.Rows && (_batch % KernelRun<T>.RowBlock == 0 || _batch == _pack.Rows.Count);
}
