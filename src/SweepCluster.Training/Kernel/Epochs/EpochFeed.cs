using System.Numerics;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Optimizers;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Kernel.Steps;

namespace SweepCluster.Training.Kernel.Epochs;

/// <summary>Feeds one epoch to a kernel in short runs of steps: rows laid out, bias corrections computed.</summary>
/// <remarks>
/// A run is short enough to stay in the processor's cache, and for a cancellation between two runs to come soon.
/// </remarks>
internal sealed unsafe class EpochFeed<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostSteps = 256;
    private const int MostNumbers = 1 << 15;

    private readonly ILaneKernel<T> _kernel;
    private readonly TrialPack _pack;
    private readonly EpochRows<T> _rows;
    private readonly AlignedBuffer<T> _factors;
    private readonly int _stepsPerRun;

    public EpochFeed(TrialPack pack, LaneWidth width, EpochStore store, ILaneKernel<T> kernel, long operationsPerStep)
    {
        (_kernel, _pack) = (kernel, pack);
        _stepsPerRun = StepsPerRun(pack.NumbersPerBatch(pack.BatchRows), operationsPerStep);
        _rows = new EpochRows<T>(pack, width, store, _stepsPerRun);
        _factors = new AlignedBuffer<T>((long)_stepsPerRun * kernel.FactorCount);
        Position = new FeedPosition(0, 0, BiasProducts.Start(pack.Shared));
    }

    /// <summary>How far the trials are.</summary>
    public FeedPosition Position { get; set; }

    /// <summary>Begins an epoch, from 0.</summary>
    public void Begin(int epoch, CancellationToken cancellation)
    {
        _rows.Open(epoch, cancellation);
        Position = Position with { NextRow = 0 };
    }

    /// <summary>Skips so many epochs, from the beginning.</summary>
    public void SkipTo(int epochs)
    {
        var updates = epochs * ((_pack.Rows.Count + _pack.BatchRows - 1L) / _pack.BatchRows);
        var products = Position.Products;
        for (var update = 0L; _kernel.FactorCount > 0 && update < updates; update++)
            products = products.Next();
        Position = new FeedPosition(0, updates, products);
    }

    /// <summary>Prepares the next steps, at most so many; false at the epoch's end.</summary>
    public bool Next(int mostSteps, ref KernelRun<T> run)
    {
        var (row, updates, products) = Position;
        var left = _pack.Rows.Count - row;
        if (left == 0)
            return false;
        run.BatchRows = Math.Min(_pack.BatchRows, left);
        run.Steps = Math.Min(left / run.BatchRows, Math.Min(mostSteps, _stepsPerRun));
        run.Updates = updates;
        run.Rows = _rows.Batches(row, run.Steps, run.BatchRows);
        run.Factors = _factors.Pointer;
        products = WriteFactors(run.Steps, products);
        Position = new FeedPosition(row + run.Steps * run.BatchRows, updates + run.Steps, products);
        return true;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _factors.Dispose();
    }

    private static int StepsPerRun(long numbersPerBatch, long operationsPerStep)
    {
        const long MillisecondOfWork = 1 << 21;
        var most = Math.Min(MostNumbers / numbersPerBatch, MillisecondOfWork / operationsPerStep);
        return (int)Math.Clamp(most, 1, MostSteps);
    }

    private BiasProducts WriteFactors(int steps, BiasProducts products)
    {
        for (var step = 0; _kernel.FactorCount > 0 && step < steps; step++)
        {
            products = products.Next();
            _kernel.WriteFactors(products, _factors.Pointer + step * _kernel.FactorCount);
        }

        return products;
    }
}

/// <summary>How far a pack is in its epoch and altogether.</summary>
/// <param name="NextRow">Rows of this epoch that are done.</param>
/// <param name="Updates">Updates made.</param>
/// <param name="Products">The bias products after them.</param>
internal readonly record struct FeedPosition(int NextRow, long Updates, BiasProducts Products);
