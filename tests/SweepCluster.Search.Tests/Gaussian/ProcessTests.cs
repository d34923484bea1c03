using SweepCluster.Search.Gaussian;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Tests.Gaussian;

public sealed class ProcessTests
{
    private static readonly Features Plane = new(new UnitSpace(Spaces.Plain(
        new Domain.Uniform(0, 1, Domain.Interval.Continuous), new Domain.Uniform(0, 1, Domain.Interval.Continuous))));

    private static readonly double[][] Points =
        [.. Enumerable.Range(0, 37).Select(i => new[] { i * 0.618 % 1, i * 0.414 % 1 })];

    private static readonly double[] Values = [.. Points.Select(x => Math.Sin(6 * x[0]) + x[1] * x[1])];

    [Fact]
    public void Without_noise_it_goes_through_what_it_has_seen()
    {
        var process = Seen(new ProcessShape([0.5, 0.5], 1, 1e-7));

        Assert.All(Points.Zip(Values), seen =>
        {
            var (mean, deviation) = process.At(seen.First);
            Assert.Equal(seen.Second, mean, 1e-4);
            Assert.InRange(deviation, 0, 1e-2);
        });
        Assert.All(process.Means().Zip(Points), seen => Assert.Equal(process.At(seen.Second).Mean, seen.First, 1e-9));
        Assert.Equal((0.0, 1.0), Rounded(process.At([1e6, 1e6])));
    }

    [Fact]
    public void Derivatives_are_those_of_the_values()
    {
        var process = Seen(new ProcessShape([0.4, 0.7], 1.5, 1e-3));
        var (means, deviations) = (new double[2], new double[2]);
        double[] at = [0.33, 0.71];
        var (mean, deviation) = process.At(at, process.Weights(), means, deviations);
        var best = mean - 0.3;
        var (byMean, byDeviation) = Improvement.Slopes(best, mean, deviation);

        for (var i = 0; i < 2; i++)
        {
            var (low, high) = (Moved(at, i, -1e-6), Moved(at, i, 1e-6));
            double Slope(Func<(double Mean, double Deviation), double> of) =>
                (of(process.At(high)) - of(process.At(low))) / 2e-6;

            Assert.Equal(Slope(x => x.Mean), means[i], 1e-6);
            Assert.Equal(Slope(x => x.Deviation), deviations[i], 1e-6);
            Assert.Equal(
                Slope(x => Improvement.Log(best, x.Mean, x.Deviation)),
                byMean * means[i] + byDeviation * deviations[i],
                1e-5);
        }
    }

    [Fact]
    public void The_fit_finds_along_which_parameter_values_change()
    {
        var alongFirst = Points.Select(x => Math.Sin(9 * x[0])).ToArray();

        var shape = ProcessFit.Of(Plane, Points, alongFirst);

        Assert.True(shape.Lengths[0] < 0.5 * shape.Lengths[1], shape.ToString());
        Assert.InRange(shape.Noise, 0, 1e-3);
    }

    [Fact]
    public void The_logarithm_of_improvement_is_sound_far_out() => Assert.All(
        new[] { 3, 0, -0.99, -1.01, -5, -40, -1e3, -1.01e3, -1e6 },
        z =>
        {
            // The derivative ties values on both sides of each change of formula.
            var step = 1e-4 * Math.Max(1, Math.Abs(z));
            var slope = (Improvement.Log(z + step, 0, 1) - Improvement.Log(z - step, 0, 1)) / (2 * step);
            Assert.Equal(1, -Improvement.Slopes(z, 0, 1).ByMean / slope, 1e-3);
        });

    [Fact]
    public void Warped_losses_keep_the_order_and_tame_what_is_bad()
    {
        double[] losses = [3, 1, 2, 1e300, double.PositiveInfinity, 5, 4, -10];
        var warped = WarpedLosses.Of(losses);

        Assert.Equal(
            Enumerable.Range(0, losses.Length).OrderBy(i => losses[i]),
            Enumerable.Range(0, losses.Length).OrderBy(i => warped[i]));
        Assert.All(warped, value => Assert.InRange(Math.Abs(value), 0, 10));
        Assert.All(WarpedLosses.Of([double.MaxValue, 1, double.MinValue]), value => Assert.InRange(value, -10, 10));
        Assert.All(WarpedLosses.Of([2, 2, 2]), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_minimizer_finds_the_valley_of_a_banana_and_the_edge_of_a_box()
    {
        static double Banana(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var bend = x[1] - x[0] * x[0];
            gradient[0] = -400 * x[0] * bend - 2 * (1 - x[0]);
            gradient[1] = 200 * bend;
            return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
        }

        var inside = new BoxMinimizer(Banana, [-2, -2], [2, 2]).Run([-1.2, 1], 200, largest: 0.5);
        var edge = new BoxMinimizer(Banana, [-2, -2], [0.5, 2]).Run([-1.2, 1], 200, largest: 0.5);

        Assert.All(inside.Point, x => Assert.Equal(1, x, 1e-3));
        Assert.Equal(0.5, edge.Point[0], 1e-6);
        Assert.Equal(0.25, edge.Point[1], 1e-3);
    }

    private static Process Seen(ProcessShape shape)
    {
        var process = new Process(Plane, shape, Points.Length);
        foreach (var (point, value) in Points.Zip(Values))
            process.See(point, value);
        return process;
    }

    private static double[] Moved(double[] from, int i, double by) => [.. from.Select((x, at) => at == i ? x + by : x)];

    private static (double, double) Rounded((double Mean, double Deviation) at) =>
        (Math.Round(at.Mean, 9), Math.Round(at.Deviation, 9));
}
