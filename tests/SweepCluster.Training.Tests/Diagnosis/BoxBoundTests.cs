using FsCheck.Fluent;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Tests.Diagnosis;

public sealed class BoxBoundTests
{
    [Fact]
    public void No_point_of_the_box_is_nearer_than_the_bound() => Prop.ForAll(
        Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (seed, tenths) =>
        {
            var (curvature, offset) = Drawn(seed);
            var bound = BoxBound.LeastExcess(curvature, offset, tenths / 10.0);
            return Points(seed, offset, tenths / 10.0)
                .All(point => Math.Sqrt(curvature.Excess(point)) >= bound * (1 - 1e-9));
        }).Holds();

    [Fact]
    public void Without_room_the_bound_is_where_the_box_is()
    {
        var (curvature, offset) = Drawn(7);
        Assert.Equal(Math.Sqrt(curvature.Excess(offset)), BoxBound.LeastExcess(curvature, offset, 0), 1e-12);
    }

    [Fact]
    public void A_box_that_holds_the_optimum_has_no_bound()
    {
        var (curvature, offset) = Drawn(7);
        Assert.Equal(0, BoxBound.LeastExcess(curvature, offset, offset.Max(Math.Abs)));
    }

    /// <summary>
    /// If columns do not depend on each other, each parameter goes as far as it may: then the bound is the distance.
    /// </summary>
    [Fact]
    public void The_bound_for_independent_columns_is_exact()
    {
        var data = new DataSet(["a", "b"], ["y"], [2, 0, -2, 0, 0, 1, 0, -1], [0, 0, 0, 0]);
        var curvature = new Curvature(TriangularFactor.Of(data), false);
        // H is diagonal: 2 and 0.5; b is within the box, a stays 2 away.
        Assert.Equal(Math.Sqrt(2 * 2.0 * 2.0), BoxBound.LeastExcess(curvature, [3, 0.5], 1), 1e-9);
    }

    private static IEnumerable<double[]> Points(int seed, double[] offset, double radius)
    {
        var random = RandomStreams.For(seed, "points");
        for (var i = 0; i < 200; i++)
            yield return Array.ConvertAll(offset, own => own + radius * Math.Clamp(NormalDeviates.Next(random), -1, 1));
    }

    private static (Curvature Curvature, double[] Offset) Drawn(int seed)
    {
        var random = RandomStreams.For(seed, "box");
        double[] features = [.. Enumerable.Range(0, 60).Select(i => i % 3 + (1 + i % 3) * NormalDeviates.Next(random))];
        var data = new DataSet(["a", "b", "c"], ["y"], features, [.. Enumerable.Repeat(1.0, 20)]);
        return (new Curvature(TriangularFactor.Of(data), true),
            [.. Enumerable.Range(0, 4).Select(_ => 2 * NormalDeviates.Next(random))]);
    }
}
