using SweepCluster.Training.Kernel.Rows;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>The triangular factor of a batch by textbook loops, in the fixed order of operations.</summary>
/// <param name="R">Parameters per unit × (parameters per unit + targets).</param>
/// <param name="Tail">Σ of squares of the targets that no weights can remove.</param>
internal sealed record PlainFactor(double[,] R, double Tail)
{
    public static PlainFactor Of(TrainingRows rows, bool useBias, int[] batch)
    {
        var reduced = rows.FeatureCount + (useBias ? 1 : 0);
        var factor = new double[reduced, reduced + rows.TargetCount];
        var tail = 0.0;
        foreach (var chunk in batch.Chunk(8))
        {
            var block = Block(rows, useBias, chunk);
            for (var k = 0; k < reduced; k++)
                Reflect(factor, block, k);
            for (var column = reduced; column < factor.GetLength(1); column++)
                tail = Squares(block, column, tail);
        }

        return new PlainFactor(factor, tail);
    }

    private static double[,] Block(TrainingRows rows, bool useBias, int[] chunk)
    {
        var block = new double[8, rows.FeatureCount + (useBias ? 1 : 0) + rows.TargetCount];
        for (var r = 0; r < chunk.Length; r++)
        {
            for (var j = 0; j < rows.FeatureCount; j++)
                block[r, j] = rows.Features[chunk[r] * rows.FeatureCount + j];
            if (useBias)
                block[r, rows.FeatureCount] = 1;
            for (var u = 0; u < rows.TargetCount; u++)
                block[r, block.GetLength(1) - rows.TargetCount + u] = rows.Targets[chunk[r] * rows.TargetCount + u];
        }

        return block;
    }

    private static void Reflect(double[,] factor, double[,] block, int k)
    {
        var squares = Squares(block, k, 0);
        var old = factor[k, k];
        var norm = Math.Sqrt(Math.FusedMultiplyAdd(old, old, squares)) * (old < 0 ? -1 : 1);
        var head = old + norm;
        var tau = -2 / (Math.FusedMultiplyAdd(head, head, squares) + 1e-300);
        factor[k, k] = 0 - norm;
        for (var j = k + 1; j < factor.GetLength(1); j++)
        {
            var dot = head * factor[k, j];
            for (var r = 0; r < 8; r++)
                dot = Math.FusedMultiplyAdd(block[r, k], block[r, j], dot);
            var step = tau * dot;
            factor[k, j] = Math.FusedMultiplyAdd(step, head, factor[k, j]);
            for (var r = 0; r < 8; r++)
                block[r, j] = Math.FusedMultiplyAdd(step, block[r, k], block[r, j]);
        }
    }

    private static double Squares(double[,] block, int column, double sum)
    {
        for (var r = 0; r < 8; r++)
            sum = Math.FusedMultiplyAdd(block[r, column], block[r, column], sum);
        return sum;
    }
}
