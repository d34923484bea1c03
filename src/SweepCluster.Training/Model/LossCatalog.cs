using System.Collections.Immutable;

namespace SweepCluster.Training.Model;

/// <summary>A loss, but for its derivative: a line of <see cref="LossCatalog"/>.</summary>
/// <param name="Kind">The loss.</param>
/// <param name="Word">Its name in sweep files.</param>
/// <param name="Shape">What its gradient is like; if it is like none, what it is like close to the optimum.</param>
/// <param name="IsOfSquares">
/// Whether it is a function of the sum of squares: a batch's triangular factor then says all that its rows do, and the
/// gradient points where that of rmse does.
/// </param>
public sealed record LossEntry(LossKind Kind, string Word, LossShape Shape, bool IsOfSquares);

/// <summary>The losses, a line each, in the order of <see cref="LossKind"/>.</summary>
public static class LossCatalog
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<LossEntry> All { get; } =
    [
        new(LossKind.Rmse, "rmse", LossShape.Roots, IsOfSquares: true),
        new(LossKind.Mse, "mse", LossShape.Squares, IsOfSquares: true),
        new(LossKind.Mae, "mae", LossShape.Signs, IsOfSquares: false),
    ];

    /// <summary>The line of a loss.</summary>
    public static LossEntry Of(LossKind loss) => All[(int)loss];
}
