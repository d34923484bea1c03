using System.Numerics;
using SweepCluster.Training.Kernel.Optimizers;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel;

/// <summary>Feeds one epoch to a kernel in short runs of steps: rows laid out, bias corrections worked out.</summary>
/// <remarks>A run is short enough to stay in the processor's cache and to be cancelled between two of them soon.</remarks>
internal sealed unsafe class EpochFeed<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostSteps = 256;
    private const int MostNumbers = 1 << 15;

    private readonly ILaneKernel<T> _kernel;
    private readonly IBatchLayout<T> _layout;
    private readonly AlignedBuffer<T> _rows;
    private readonly AlignedBuffer<T> _factors;
    private readonly int _batchSize;
    private readonly int _stepsARun;
    private ReadOnlyMemory<int> _order;
    private int _nextRow;
    private long _updates;
    private BiasProducts _products;

    public EpochFeed(IBatchLayout<T> layout, Hyperparameters trial, ILaneKernel<T> kernel, long operationsAStep)
    {
        _kernel = kernel;
        _layout = layout;
        _batchSize = Math.Min(trial.BatchSize, layout.Rows);
        _stepsARun = StepsARun(layout.NumbersABatch(_batchSize), operationsAStep);
        _rows = new AlignedBuffer<T>(_stepsARun * layout.NumbersABatch(_batchSize));
        _factors = new AlignedBuffer<T>((long)_stepsARun * kernel.FactorCount);
        _products = BiasProducts.Start(trial);
    }

    /// <summary>The bias products after the updates fed so far.</summary>
    public BiasProducts Products => _products;

    /// <summary>Updates fed so far.</summary>
    public long Updates => _updates;

    /// <summary>Begins an epoch, after so many updates.</summary>
    public void Begin(ReadOnlyMemory<int> order, long updates, BiasProducts products)
    {
        _order = order;
        _nextRow = 0;
        _updates = updates;
        _products = products;
    }

    /// <summary>Enters after so many epochs, from the beginning.</summary>
    public void SkipTo(int epochs)
    {
        _updates = epochs * ((_layout.Rows + _batchSize - 1L) / _batchSize);
        for (var update = 0L; _kernel.FactorCount > 0 && update < _updates; update++)
            _products = _products.Next();
    }

    /// <summary>Prepares the next steps, at most so many; false at the epoch's end.</summary>
    public bool Next(int mostSteps, ref KernelRun<T> run)
    {
        var left = _order.Length - _nextRow;
        if (left == 0)
            return false;
        run.BatchRows = Math.Min(_batchSize, left);
        run.Steps = Math.Min(left / run.BatchRows, Math.Min(mostSteps, _stepsARun));
        run.Updates = _updates;
        run.Rows = _rows.Pointer;
        run.Factors = _factors.Pointer;
        _layout.Write(_order.Span.Slice(_nextRow, run.Steps * run.BatchRows), run.BatchRows, _rows.Pointer);
        WriteFactors(run.Steps);
        _nextRow += run.Steps * run.BatchRows;
        _updates += run.Steps;
        return true;
    }

    public void Dispose()
    {
        _layout.Dispose();
        _rows.Dispose();
        _factors.Dispose();
    }

    private static int StepsARun(long numbersABatch, long operationsAStep)
    {
        const long MillisecondOfWork = 1 << 21;
        var most = Math.Min(MostNumbers / numbersABatch, MillisecondOfWork / operationsAStep);
        return (int)Math.Clamp(most, 1, MostSteps);
    }

    private void WriteFactors(int steps)
    {
        if (_kernel.FactorCount == 0)
            return;
        for (var step = 0; step < steps; step++)
        {
            _products = _products.Next();
            _kernel.WriteFactors(_products, _factors.Pointer + step * _kernel.FactorCount);
        }
    }
}
