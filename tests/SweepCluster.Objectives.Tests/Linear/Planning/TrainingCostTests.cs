using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Objectives.Linear.Planning;

namespace SweepCluster.Objectives.Tests.Linear.Planning;

public sealed class TrainingCostTests
{
    private static readonly Gen<double> Nanoseconds = Gen.Choose(0, 1000).Select(ns => ns * 1e-9);

    /// <summary>The times that follow from a cost give this cost again.</summary>
    [Fact]
    public void A_cost_is_found_again_in_the_times_that_it_makes() => Prop.ForAll(
        Nanoseconds.ArrayOf(5).ToArbitrary(),
        parts =>
        {
            var cost = new TrainingCost(parts[0], parts[1], parts[2], parts[3], parts[4]);
            var found = TrainingCost.Of(
                Time(cost, 20_000, 16, laidOut: true),
                Time(cost, 20_000, 16),
                Time(cost, 20_000, 256),
                Time(cost, 5_000, 256));
            return Near(cost.LayoutRow, found.LayoutRow)
                && Near(cost.PackRow, found.PackRow)
                && Near(cost.TrialRow, found.TrialRow)
                && Near(cost.EndRow, found.EndRow)
                && Near(cost.Trial, found.Trial);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void If_packs_are_of_one_size_all_of_an_epoch_is_the_packs()
    {
        var time = new PackTime(20_000, 4, 0.02, 0.001);
        var cost = TrainingCost.Of(time, time, time, time with { Rows = 5_000 });

        Assert.Equal((0, 1e-6, 0, 0, 0.00025), (cost.LayoutRow, cost.PackRow, cost.TrialRow, cost.EndRow, cost.Trial));
    }

    [Fact]
    public void Times_in_disorder_give_no_negative_cost()
    {
        var cost = TrainingCost.Of(
            new(20_000, 16, 0.1, 0.1),
            new(20_000, 16, 0.3, 0.1),
            new(20_000, 256, 0.2, 0.1),
            new(5_000, 256, 0.2, 0.5));
        double[] parts = [cost.LayoutRow, cost.PackRow, cost.TrialRow, cost.EndRow, cost.Trial];

        Assert.All(parts, part => Assert.True(part >= 0));
    }

    [Fact]
    public void A_load_costs_each_of_its_parts() => Assert.Equal(
        1000 * (2 * 1.0 + 3 * 10 + 5 * 100 + 7 * 1000) + 7 * 10_000,
        new TrainingCost(1, 10, 100, 1000, 10_000).Seconds(new TrainingLoad(1000, 2, 3, 5, 7)));

    [Fact]
    public void Cores_that_differ_count_the_same() => Assert.Equal(
        new TrainingCost(2, 3, 4, 5, 6),
        TrainingCost.Mean([new TrainingCost(1, 2, 3, 4, 5), new TrainingCost(3, 4, 5, 6, 7)]));

    private static PackTime Time(TrainingCost cost, int rows, int trials, bool laidOut = false) => new(
        rows,
        trials,
        rows * ((laidOut ? cost.LayoutRow : 0) + cost.PackRow + trials * cost.TrialRow),
        trials * (rows * cost.EndRow + cost.Trial));

    private static bool Near(double wanted, double found) => Math.Abs(wanted - found) < 1e-11;
}
