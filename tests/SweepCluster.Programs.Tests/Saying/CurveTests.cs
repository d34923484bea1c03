using FsCheck.Fluent;
using SweepCluster.Programs.Saying;

namespace SweepCluster.Programs.Tests.Saying;

public sealed class CurveTests
{
    private static readonly SaidLine Line = new([("a", 1)]);

    [Fact]
    public void However_many_points_there_are_a_bounded_number_is_kept_evenly_and_the_last_among_them() =>
        Properties.Hold(
            Gen.OneOf(
                Gen.Choose(1, 30),
                Gen.Choose(Curve.MostPoints - 3, Curve.MostPoints + 3),
                Gen.Choose(1, 150_000)),
            count =>
            {
                var steps = Steps(count);

                Assert.InRange(steps.Count, Math.Min(count, Curve.MostPoints / 2), Curve.MostPoints);
                Assert.Equal((0, count - 1), (steps[0], steps[^1]));
                var gaps = steps.Zip(steps.Skip(1), (one, next) => next - one).ToList();
                Assert.All(gaps.SkipLast(1), gap => Assert.Equal(gaps[0], gap));
                Assert.InRange(gaps.LastOrDefault(1), 1, Math.Max(1, gaps.FirstOrDefault()));
            },
            count: 60);

    [Fact]
    public void All_points_are_kept_while_they_are_few() =>
        Assert.Equal(Enumerable.Range(0, Curve.MostPoints - 1), Steps(Curve.MostPoints - 1));

    [Fact]
    public void A_curve_without_points_is_empty() => Assert.Empty(new Curve().Points);

    private static List<int> Steps(int count)
    {
        var curve = new Curve();
        for (var step = 0; step < count; step++)
            curve.Add(step, Line);
        return [.. curve.Points.Select(point => (int)point.Step)];
    }
}
