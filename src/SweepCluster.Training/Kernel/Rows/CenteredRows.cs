using System.Numerics;
using SweepCluster.Training.Kernel.Steps;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Rows;

/// <summary>
/// Rows seen from their mean and from parameters near the optimum, laid out for <see cref="AbsoluteSums{TLanes, T}"/>.
/// </summary>
/// <remarks>
/// In row blocks of 8: (x_0 − x̄_0) of each row, (x_1 − x̄_1) of each row, …, then y − x·w° − b° for each target. A row
/// that fills no block is a block of its own, eight times. Kept if small, else laid out piece by piece at each reading.
/// </remarks>
internal sealed class CenteredRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowBlock = KernelRun<T>.RowBlock;
    private const int NumbersPerPiece = 4096;
    private const int MostNumbersKept = 1 << 24;

    private readonly TrainingRows _rows;
    private readonly LayerSpec _layer;
    private readonly IReadOnlyList<double> _near;
    private readonly double[] _means;
    private readonly T[]? _kept;

    public CenteredRows(TrainingRows rows, LayerSpec layer, IReadOnlyList<double> near)
    {
        (_rows, _layer, _near) = (rows, layer, near);
        _means = Means(rows);
        Blocks = rows.Count / RowBlock + rows.Count % RowBlock;
        NumbersPerBlock = RowBlock * (rows.FeatureCount + layer.Units);
        BlocksPerPiece = Math.Max(1, NumbersPerPiece / NumbersPerBlock);
        if ((long)Blocks * NumbersPerBlock > MostNumbersKept)
            return;
        _kept = new T[Blocks * NumbersPerBlock];
        Lay(0, _kept);
    }

    /// <summary>Row blocks; those from <see cref="FullBlocks"/> on are a row each.</summary>
    public int Blocks { get; }

    /// <summary>Row blocks of 8 different rows.</summary>
    public int FullBlocks => _rows.Count / RowBlock;

    /// <summary>Numbers of a row block.</summary>
    public int NumbersPerBlock { get; }

    /// <summary>Row blocks that are read at once: few enough for the nearest cache.</summary>
    public int BlocksPerPiece { get; }

    /// <summary>Features per row.</summary>
    public int Features => _rows.FeatureCount;

    /// <summary>Targets per row.</summary>
    public int Units => _layer.Units;

    private int PerUnit => Features + (_layer.UseBias ? 1 : 0);

    /// <summary>Some row blocks; in <paramref name="room"/> if they are not kept.</summary>
    public ReadOnlySpan<T> Piece(int firstBlock, int blocks, T[] room)
    {
        if (_kept is not null)
            return _kept.AsSpan(firstBlock * NumbersPerBlock, blocks * NumbersPerBlock);
        var piece = room.AsSpan(0, blocks * NumbersPerBlock);
        Lay(firstBlock, piece);
        return piece;
    }

    /// <summary>For one unit, δ and the constant that goes with it: <see cref="Features"/> + 1 numbers.</summary>
    public void WriteOffset(IReadOnlyList<double> parameters, int unit, Span<double> offset)
    {
        var first = unit * PerUnit;
        var constant = _layer.UseBias ? parameters[first + Features] - _near[first + Features] : 0;
        for (var j = 0; j < Features; j++)
        {
            offset[j] = parameters[first + j] - _near[first + j];
            constant = Math.FusedMultiplyAdd(offset[j], _means[j], constant);
        }

        offset[Features] = constant;
    }

    /// <summary>Σ|e| of each unit, row after row, in double.</summary>
    public double[] PlainSums(IReadOnlyList<double> parameters)
    {
        var sums = new double[Units];
        for (var unit = 0; unit < Units; unit++)
        {
            for (var row = 0; row < _rows.Count; row++)
                sums[unit] += Math.Abs(Residual(row, unit, parameters));
        }

        return sums;
    }

    private void Lay(int firstBlock, Span<T> to)
    {
        for (var block = firstBlock; !to.IsEmpty; block++, to = to[NumbersPerBlock..])
        {
            var isFull = block < FullBlocks;
            var row = isFull ? block * RowBlock : FullBlocks * RowBlock + block - FullBlocks;
            for (var lane = 0; lane < RowBlock; lane++)
                LayRow(isFull ? row + lane : row, to[lane..]);
        }
    }

    private void LayRow(int row, Span<T> to)
    {
        var x = _rows.Features.AsSpan(row * Features, Features);
        for (var j = 0; j < Features; j++)
            to[j * RowBlock] = T.CreateTruncating(x[j] - _means[j]);
        for (var unit = 0; unit < Units; unit++)
            to[(Features + unit) * RowBlock] = T.CreateTruncating(-Residual(row, unit, _near));
    }

    private double Residual(int row, int unit, IReadOnlyList<double> parameters)
    {
        var first = unit * PerUnit;
        var x = _rows.Features.AsSpan(row * Features, Features);
        var residual = (_layer.UseBias ? parameters[first + Features] : 0) - _rows.Targets[row * Units + unit];
        for (var j = 0; j < x.Length; j++)
            residual = Math.FusedMultiplyAdd(parameters[first + j], x[j], residual);
        return residual;
    }

    private static double[] Means(TrainingRows rows)
    {
        var means = new double[rows.FeatureCount];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var j = 0; j < means.Length; j++)
                means[j] += rows.Features[row * means.Length + j];
        }

        return Array.ConvertAll(means, sum => sum / rows.Count);
    }
}
