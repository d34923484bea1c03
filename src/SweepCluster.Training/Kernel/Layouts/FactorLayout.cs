using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Rows;

namespace SweepCluster.Training.Kernel.Layouts;

/// <summary>Where the numbers of a batch's triangular factor lie.</summary>
/// <remarks>
/// R row by row from the diagonal on, or, if it is small, column by column as far as the diagonal; then −c_u for each
/// unit, padded with zeros if R is small; then the tail: what no weights can remove of Σe².
/// </remarks>
internal static class FactorLayout
{
    /// <summary>The most columns of a small factor.</summary>
    public const int Small = 8;

    /// <summary>Whether a factor's residuals fit the registers.</summary>
    public static bool IsSmall(int perUnit, int units) => units == 1 && perUnit <= Small;

    /// <summary>Numbers of the triangle.</summary>
    public static int Triangle(int perUnit) => perUnit * (perUnit + 1) / 2;

    /// <summary>Numbers of a batch.</summary>
    public static int Numbers(int perUnit, int units) =>
        Triangle(perUnit) + (IsSmall(perUnit, units) ? Small : perUnit * units) + 1;
}

/// <summary>Turns batches into their triangular factors, several batches at once, one per lane.</summary>
/// <remarks>
/// In double, whatever the precision of training: rows in blocks of 8 are folded into R one block after another by
/// Householder reflections of [R; block], column by column, every sum in row order. A batch's factor is the same bits
/// in any lane, for any lane width and whatever batches are made beside it.
/// </remarks>
internal sealed unsafe class FactorLayout<TLanes, T> : IBatchLayout<T>
    where TLanes : unmanaged, ILanes<TLanes, double>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowBlock = 8;

    private readonly TrainingRows _rows;
    private readonly double[]? _joined;
    private readonly int _perUnit;
    private readonly int _columns;
    private readonly AlignedBuffer<double> _triangle;
    private readonly AlignedBuffer<double> _block;
    private readonly AlignedBuffer<double> _tails;

    public FactorLayout(TrainingRows rows, bool useBias)
    {
        (_rows, _joined) = (rows, JoinedRows<double>.Of(rows).Numbers);
        _perUnit = rows.FeatureCount + (useBias ? 1 : 0);
        _columns = _perUnit + rows.TargetCount;
        _triangle = new AlignedBuffer<double>((long)_perUnit * _columns * TLanes.Count);
        _block = new AlignedBuffer<double>((long)RowBlock * _columns * TLanes.Count);
        _tails = new AlignedBuffer<double>(TLanes.Count);
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<int> order, int batchRows, T* destination)
    {
        var size = FactorLayout.Numbers(_perUnit, _rows.TargetCount);
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
            {
                var rows = order[(lane * batchRows + first)..];
                FetchAhead(rows[count..Math.Min(count + RowBlock, rows.Length)]);
                Read(rows[..count], lane);
            }

            Householder<TLanes>.Fold(_triangle.Pointer, _block.Pointer, _perUnit, _columns, _tails.Pointer);
        }
    }

    private void FetchAhead(ReadOnlySpan<int> rows)
    {
        fixed (double* joined = _joined)
        {
            if (joined is not null)
                JoinedRows<double>.FetchAhead(rows, joined, _rows.FeatureCount + _rows.TargetCount);
        }
    }

    // A row: its features, 1 for the bias if there is one, its targets.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(ReadOnlySpan<int> rows, int lane)
    {
        var to = _block.Pointer + lane;
        var (features, targets) = (_rows.FeatureCount, _rows.TargetCount);
        fixed (double* joined = _joined, allFeatures = _rows.Features, allTargets = _rows.Targets)
        {
            foreach (var row in rows)
            {
                var x = joined is null ? allFeatures + (long)row * features : joined + (long)row * (features + targets);
                to = Read(x, features, to);
                for (var one = features; one < _perUnit; one++, to += TLanes.Count)
                    *to = 1;
                to = Read(joined is null ? allTargets + (long)row * targets : x + features, targets, to);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Read(double* from, int columns, double* to)
    {
        for (var column = 0; column < columns; column++, to += TLanes.Count)
            *to = from[column];
        return to;
    }

    private void Pack(int lane, T* to)
    {
        var isSmall = FactorLayout.IsSmall(_perUnit, _rows.TargetCount);
        to = isSmall ? PackColumns(lane, to) : PackRows(lane, to);
        for (var column = _perUnit; column < _columns; column++)
        {
            for (var i = 0; i < _perUnit; i++)
                *to++ = -At(i, column, lane);
        }

        for (var filled = _perUnit; isSmall && filled < FactorLayout.Small; filled++)
            *to++ = T.Zero;
        *to = T.CreateTruncating(_tails.Pointer[lane]);
    }

    private T* PackRows(int lane, T* to)
    {
        for (var i = 0; i < _perUnit; i++)
        {
            for (var j = i; j < _perUnit; j++)
                *to++ = At(i, j, lane);
        }

        return to;
    }

    private T* PackColumns(int lane, T* to)
    {
        for (var j = 0; j < _perUnit; j++)
        {
            for (var i = 0; i <= j; i++)
                *to++ = At(i, j, lane);
        }

        return to;
    }

    private T At(int i, int j, int lane) =>
        T.CreateTruncating(_triangle.Pointer[(i * _columns + j) * TLanes.Count + lane]);
}
