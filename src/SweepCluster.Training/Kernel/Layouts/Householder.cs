using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Rows;

namespace SweepCluster.Training.Kernel.Layouts;

/// <summary>Folds rows into triangular factors, one per lane.</summary>
/// <remarks>Golub and Van Loan, Matrix Computations, 5.2 (Householder QR, rows added in blocks).</remarks>
internal static unsafe class Householder<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    // Keeps a column of zeros from a division by zero, and changes no other bit.
    private const double Tiny = 1e-300;

    /// <summary>Reduces [triangle; block] to a triangle again.</summary>
    /// <param name="triangle">[row &lt; reduced][column][lane]; zero below the diagonal.</param>
    /// <param name="block">[row of 8][column][lane]; used up.</param>
    /// <param name="reduced">Columns to reduce.</param>
    /// <param name="columns">All columns; those after the reduced ones are carried along.</param>
    /// <param name="tails">A sum per lane, to which it adds the squares of what is left of the carried columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(double* triangle, double* block, int reduced, int columns, double* tails)
    {
        var row = columns * TLanes.Count;
        for (var k = 0; k < reduced; k++)
            Reflect(triangle + k * row + k * TLanes.Count, block + k * TLanes.Count, columns - k, row);
        var tail = TLanes.Load(tails);
        for (var column = reduced; column < columns; column++)
            tail = new BlockColumn<TLanes>(block + column * TLanes.Count, row).AddSquares(tail);
        tail.Store(tails);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reflect(double* diagonal, double* block, int columns, int row)
    {
        var column = new BlockColumn<TLanes>(block, row);
        var squares = column.AddSquares(TLanes.Zero);
        var old = TLanes.Load(diagonal);
        var sign = TLanes.Sign(old);
        sign += TLanes.Broadcast(1) - sign * sign;
        var norm = sign * TLanes.Sqrt(TLanes.FusedMultiplyAdd(old, old, squares));
        var head = old + norm;
        var tau = TLanes.Broadcast(-2) / (TLanes.FusedMultiplyAdd(head, head, squares) + TLanes.Broadcast(Tiny));
        (TLanes.Zero - norm).Store(diagonal);
        for (var next = 1; next < columns; next++)
        {
            diagonal += TLanes.Count;
            block += TLanes.Count;
            var top = TLanes.Load(diagonal);
            var step = tau * column.AddProducts(block, row, head * top);
            TLanes.FusedMultiplyAdd(step, head, top).Store(diagonal);
            column.AddTimesTo(step, block, row);
        }
    }
}
