using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Losses;

namespace SweepCluster.Training.Tests.Kernel.Losses;

/// <summary>
/// What every loss keeps to: scale · factor(e) is the derivative of the loss with respect to that prediction.
/// </summary>
public abstract class LossContract<TLoss>
    where TLoss : struct, ILossOfDoubles
{
    /// <summary>The loss of a batch, from its definition.</summary>
    protected abstract double Loss(IReadOnlyList<double> residuals);

    [Fact]
    public void The_gradient_is_the_slope_of_the_definition() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<int>>(),
        numbers =>
        {
            var residuals = numbers.Get.Select(number => number + 0.5).ToArray();
            var gradient = TLoss.Gradient(residuals);
            return Enumerable.Range(0, residuals.Length).All(
                row => Math.Abs(gradient[row] - Slope(residuals, row)) < 1e-5 * Math.Max(1, Math.Abs(gradient[row])));
        }).Check(Config.QuickThrowOnFailure.WithReplay(7UL, 11UL).WithQuietOnSuccess(true));

    [Fact]
    public void Zero_residuals_give_a_zero_gradient_and_no_NaN() =>
        Assert.Equal([0.0, 0.0, 0.0], TLoss.Gradient([0, 0, 0]));

    private double Slope(double[] residuals, int row)
    {
        const double Step = 1e-5;
        double At(double shift) => Loss([.. residuals.Select((e, index) => index == row ? e + shift : e)]);
        return (At(Step) - At(-Step)) / (2 * Step);
    }
}

/// <summary>A loss seen from outside.</summary>
public interface ILossOfDoubles
{
    static abstract double[] Gradient(double[] residuals);
}

/// <summary>Computes a loss on one scalar lane.</summary>
internal static class ScalarLoss<TLoss>
    where TLoss : struct, ILoss<ScalarLane<double>, double>
{
    public static double[] Gradient(double[] residuals)
    {
        var squares = ScalarLane<double>.Zero;
        if (TLoss.UsesSquares)
        {
            foreach (var e in residuals.Select(ScalarLane<double>.Broadcast))
                squares = ScalarLane<double>.FusedMultiplyAdd(e, e, squares);
        }

        var scale = TLoss.Scale(squares, residuals.Length);
        return [.. residuals.Select(e => Number(TLoss.Derivative(ScalarLane<double>.Broadcast(e)) * scale))];
    }

    private static unsafe double Number(ScalarLane<double> lane)
    {
        double number;
        lane.Store(&number);
        return number;
    }
}
