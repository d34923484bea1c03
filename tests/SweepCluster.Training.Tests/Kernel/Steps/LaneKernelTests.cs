using System.Numerics;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel.Steps;

public class LaneKernelTests
{
    public static TheoryData<OptimizerKind, LossKind, Precision> Kernels =>
        [.. from optimizer in Enum.GetValues<OptimizerKind>()
            from loss in Enum.GetValues<LossKind>()
            from precision in Enum.GetValues<Precision>()
            select (optimizer, loss, precision)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_width_and_shape_gives_the_bits_of_the_plain_loops(
        OptimizerKind optimizer, LossKind loss, Precision precision)
    {
        var cases = Shape.All.SelectMany(shape => LayoutsOf(loss).Select(layout => (shape, layout)));
        foreach (var (shape, layout) in cases)
        {
            var pack = shape.Pack(Trials.Of(optimizer, loss) with { Precision = precision }, layout: layout);
            var expected = Expected(pack, precision);
            foreach (var width in Enum.GetValues<LaneWidth>())
            {
                var results = PackTrainer.Train(
                    pack, new DirectEvaluator(pack), width, cancellation: TestContext.Current.CancellationToken);
                for (var trial = 0; trial < pack.Trials.Count; trial++)
                    Assert.True(Bits(expected[trial]).SequenceEqual(Bits(results[trial].Parameters)),
                        $"{shape} {layout} {width} {trial}");
            }
        }
    }

    [Fact]
    public void Neither_the_pack_size_nor_the_place_in_it_changes_a_trial()
    {
        var trials = Trials.Spread(Trials.Of(OptimizerKind.Adam) with { Precision = Precision.Float32 }, 37);
        var rows = Trials.Rows(40, 4, 1);
        var together = Train(new TrialPack(rows, Trials.Layer(), trials, 1, 0));
        var reversed = Train(new TrialPack(rows, Trials.Layer(), [.. trials.Reverse()], 1, 0));
        for (var trial = 0; trial < trials.Count; trial++)
        {
            var alone = Train(new TrialPack(rows, Trials.Layer(), [trials[trial]], 1, 0))[0];
            Assert.Equal(alone.Parameters, together[trial].Parameters);
            Assert.Equal(alone.Parameters, reversed[^(trial + 1)].Parameters);
        }
    }

    [Fact]
    public void A_thousand_features_give_the_bits_of_the_plain_loops()
    {
        var pack = new Shape(1024, 1, 8, 20, true, 3).Pack(Trials.Of(OptimizerKind.Adam));
        Assert.Equal(Expected(pack, Precision.Float64)[2], Train(pack)[2].Parameters);
    }

    [Theory]
    [InlineData(BatchLayout.Rows)]
    [InlineData(BatchLayout.Factor)]
    public void Data_too_large_for_a_copy_give_the_bits_of_the_plain_loops(BatchLayout layout)
    {
        var pack = new Shape(4, 1, 1000, 1_700_000, true, 2)
            .Pack(Trials.Of(OptimizerKind.Adam) with { Epochs = 1 }, layout: layout);
        Assert.Null(JoinedRows<double>.Of(pack.Rows).Numbers);
        Assert.Equal(Expected(pack, Precision.Float64)[1], Train(pack)[1].Parameters);
    }

    /// <summary>The losses that can be trained on a layout of batches.</summary>
    internal static IEnumerable<LossKind> LossesOf(BatchLayout layout) =>
        Enum.GetValues<LossKind>().Where(loss => LayoutsOf(loss).Contains(layout));

    private static BatchLayout[] LayoutsOf(LossKind loss) =>
        loss == LossKind.Mae ? [BatchLayout.Rows] : [BatchLayout.Rows, BatchLayout.Factor];

    private static IReadOnlyList<LaneResult> Train(TrialPack pack) =>
        PackTrainer.Train(pack, new DirectEvaluator(pack));

    private static double[][] Expected(TrialPack pack, Precision precision) =>
        precision == Precision.Float32 ? Plain<float>(pack) : Plain<double>(pack);

    private static double[][] Plain<T>(TrialPack pack)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, pack.Trials.Count).Select(trial => new PlainTrainer<T>(pack, trial).Train())];

    private static IEnumerable<long> Bits(IEnumerable<double> values) => values.Select(BitConverter.DoubleToInt64Bits);
}
