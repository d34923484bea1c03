using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class SeriesSourceTests
{
    private const string Series = "t,v\n1,10\n2,20\n3,30\n4,40\n5,50\n";

    [Fact]
    public void Each_window_predicts_the_sample_after_it() => Files.With(Series, path =>
    {
        var data = new SeriesSource(path, "v", 2, 1).Load(1);
        Assert.Equal([10, 20, 20, 30, 30, 40], data.Features);
        Assert.Equal([30, 40, 50], data.Targets);
        Assert.Equal(["x0", "x1"], data.FeatureNames);
        Assert.Equal(["v"], data.TargetNames);
    });

    [Fact]
    public void The_horizon_counts_from_the_last_of_the_window() => Files.With(Series, path =>
    {
        var data = new SeriesSource(path, "v", 2, 3).Load(1);
        Assert.Equal([10, 20], data.Features);
        Assert.Equal([50], data.Targets);
    });

    [Fact]
    public void A_series_shorter_than_window_and_horizon_is_refused() => Files.With(Series, path =>
    {
        var problem = Assert.Single(Problems(new SeriesSource(path, "v", 4, 2)));
        Assert.Equal(
            new Problem(path, "v", "has 5 samples, but a window of 4 and a horizon of 2 need at least 6"), problem);
    });

    [Fact]
    public void Windows_that_no_array_can_hold_are_refused() =>
        Files.With($"v\n{string.Concat(Enumerable.Repeat("1\n", 100_000))}", path =>
        {
            var problem = Assert.Single(Problems(new SeriesSource(path, "v", 50_000, 1)));
            Assert.Equal((path, "window"), (problem.Where, problem.Subject));
            Assert.StartsWith("50000 windows of 50000 numbers do not fit", problem.What, StringComparison.Ordinal);
        });

    [Fact]
    public void Window_and_horizon_are_at_least_one() => Assert.Equal(
        ["window", "horizon"],
        Problems(new SeriesSource("any.csv", "v", 0, 0)).Select(problem => problem.Subject));

    [Fact]
    public void A_misspelt_column_is_named_with_the_nearest() => Files.With("time,value\n1,2\n", path =>
        Assert.Contains(
            "did you mean value?", Assert.Single(Problems(new SeriesSource(path, "valeu", 1, 1))).What));

    private static IReadOnlyList<Problem> Problems(DataSource source) =>
        Assert.Throws<InvalidInputException>(() => source.Load(1)).Problems;
}
