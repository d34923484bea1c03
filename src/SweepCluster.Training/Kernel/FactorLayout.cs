using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel;

/// <summary>Where the numbers of a batch's triangular factor lie.</summary>
/// <remarks>R row by row from the diagonal on, then −c_u for each unit, then the tail: what no weights can remove of Σe².</remarks>
internal static class FactorLayout
{
    /// <summary>Numbers of the triangle.</summary>
    public static int Triangle(int perUnit) => perUnit * (perUnit + 1) / 2;

    /// <summary>Numbers of a batch.</summary>
    public static int Numbers(int perUnit, int units) => Triangle(perUnit) + perUnit * units + 1;
}

/// <summary>Turns batches into their triangular factors, several batches at once, a batch a lane.</summary>
/// <remarks>
/// In double, whatever the precision of training: rows in blocks of 8 are folded into R one block after another by
/// Householder reflections of [R; block], column by column, every sum in row order. A batch's factor is the same bits in
/// any lane, for any lane width and whatever batches are made beside it.
/// </remarks>
internal sealed unsafe class FactorLayout<TLanes, T> : IBatchLayout<T>
    where TLanes : unmanaged, ILanes<TLanes, double>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowBlock = 8;

    private readonly AlignedBuffer<double> _joined;
    private readonly int _targets;
    private readonly int _perUnit;
    private readonly int _columns;
    private readonly AlignedBuffer<double> _triangle;
    private readonly AlignedBuffer<double> _block;
    private readonly AlignedBuffer<double> _tails;

    public FactorLayout(TrainingRows rows, bool useBias)
    {
        (Rows, _targets) = (rows.Count, rows.TargetCount);
        _perUnit = rows.FeatureCount + (useBias ? 1 : 0);
        _columns = _perUnit + rows.TargetCount;
        _joined = Joined(rows, _columns);
        _triangle = new AlignedBuffer<double>((long)_perUnit * _columns * TLanes.Count);
        _block = new AlignedBuffer<double>((long)RowBlock * _columns * TLanes.Count);
        _tails = new AlignedBuffer<double>(TLanes.Count);
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public long NumbersABatch(int batchRows) => FactorLayout.Numbers(_perUnit, _targets);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<int> order, int batchRows, T* destination)
    {
        var size = FactorLayout.Numbers(_perUnit, _targets);
        while (!order.IsEmpty)
        {
            var batches = Math.Min(order.Length / batchRows, TLanes.Count);
            Factor(order[..(batches * batchRows)], batchRows, batches);
            for (var lane = 0; lane < batches; lane++, destination += size)
                Pack(lane, destination);
            order = order[(batches * batchRows)..];
        }
    }

    public void Dispose()
    {
        _joined.Dispose();
        _triangle.Dispose();
        _block.Dispose();
        _tails.Dispose();
    }

    private void Factor(ReadOnlySpan<int> order, int batchRows, int batches)
    {
        _triangle.Clear();
        _tails.Clear();
        for (var first = 0; first < batchRows; first += RowBlock)
        {
            var count = Math.Min(RowBlock, batchRows - first);
            _block.Clear();
            for (var lane = 0; lane < batches; lane++)
                Read(order.Slice(lane * batchRows + first, count), lane);
            Householder<TLanes>.Fold(_triangle.Pointer, _block.Pointer, _perUnit, _columns, _tails.Pointer);
        }
    }

    // Each row is one stretch of memory: its features, 1 for the bias where there is one, its targets.
    private static AlignedBuffer<double> Joined(TrainingRows rows, int columns)
    {
        var joined = new AlignedBuffer<double>((long)rows.Count * columns);
        var to = new Span<double>(joined.Pointer, checked(rows.Count * columns));
        for (var row = 0; row < rows.Count; row++, to = to[columns..])
        {
            to[rows.FeatureCount] = 1;
            rows.Features.AsSpan(row * rows.FeatureCount, rows.FeatureCount).CopyTo(to);
            rows.Targets.AsSpan(row * rows.TargetCount, rows.TargetCount).CopyTo(to[(columns - rows.TargetCount)..]);
        }

        return joined;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(ReadOnlySpan<int> rows, int lane)
    {
        var to = _block.Pointer + lane;
        foreach (var row in rows)
        {
            var from = _joined.Pointer + (long)row * _columns;
            for (var column = 0; column < _columns; column++, to += TLanes.Count)
                *to = from[column];
        }
    }

    private void Pack(int lane, T* to)
    {
        for (var i = 0; i < _perUnit; i++)
        {
            for (var j = i; j < _perUnit; j++)
                *to++ = At(i, j, lane);
        }

        for (var column = _perUnit; column < _columns; column++)
        {
            for (var i = 0; i < _perUnit; i++)
                *to++ = -At(i, column, lane);
        }

        *to = T.CreateTruncating(_tails.Pointer[lane]);
    }

    private T At(int i, int j, int lane) =>
        T.CreateTruncating(_triangle.Pointer[(i * _columns + j) * TLanes.Count + lane]);
}
