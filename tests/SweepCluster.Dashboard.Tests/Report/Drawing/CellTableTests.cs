using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Dashboard.Tests.Report.Drawing;

public sealed class CellTableTests
{
    [Fact]
    public void A_cell_has_its_best_trial_and_counts_all()
    {
        // Trials 0 and 1 share a learning rate, 2 and 3 the other; batch sizes alternate.
        var spec = Example.Spec("learning-rate = [0.2, 0.1], batch-size = [8, 32]", "repeats = 2");
        var summary = Example.Summary(
            Example.Complete(1, 0.5), Example.Complete(0, 1), Example.Complete(2, 2), Example.Complete(4, 3),
            Example.Complete(5, 4), Example.Complete(6, 5), Example.Diverged(3), Example.Diverged(7));
        var grid = new Grid(spec, summary);
        var cells = CellTable.Of(spec, summary.Ranked, new AxisChoice(grid.Axes[0], grid.Axes[1], null, 40));

        // Numbers are sorted, whatever the file's order: 0.1 is left of 0.2.
        Assert.Equal((3, 4), (cells.Best(0, 0, 0), cells.BestTrial(0, 0, 0)));
        Assert.Equal((0.5, 1), (cells.Best(0, 0, 1), cells.BestTrial(0, 0, 1)));
        Assert.Equal([1, 0, 0, 0, 1, 0], cells.Counts(0, 1, 0).ToArray());
        Assert.Equal((int)Verdict.Diverged, cells.Commonest(0, 1, 0));
    }

    [Theory]
    [InlineData(TrialState.Failed, 5)]
    [InlineData(TrialState.Cancelled, 5)]
    [InlineData(TrialState.Waiting, -1)]
    [InlineData(TrialState.Running, -1)]
    public void A_verdict_counts_more_than_any_number_of_trials_without_one(TrialState state, int alone)
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2]", "repeats = 4");
        var summary = Example.Summary(
            Example.Complete(0, 1), Example.Without(1, state), Example.Without(2, state), Example.Without(3, state),
            Example.Without(4, state), Example.Without(5, state), Example.Without(6, state), Example.Without(7, state));
        var cells = CellTable.Of(spec, summary.Ranked, new AxisChoice(new Grid(spec, summary).Axes[0], null, null, 40));

        Assert.Equal(((int)Verdict.Converged, alone), (cells.Commonest(0, 0, 0), cells.Commonest(0, 0, 1)));
    }

    [Fact]
    public void A_cell_without_a_complete_trial_has_no_best()
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2]");
        var summary = Example.Summary(Example.Complete(0, 1), Example.Diverged(1));
        var cells = CellTable.Of(spec, summary.Ranked, new AxisChoice(new Grid(spec, summary).Axes[0], null, null, 40));

        Assert.Equal((1, 0), (cells.Best(0, 0, 0), cells.BestTrial(0, 0, 0)));
        Assert.Equal((double.NaN, -1), (cells.Best(0, 0, 1), cells.BestTrial(0, 0, 1)));
    }

    [Fact]
    public void Every_trial_is_counted_once_however_few_the_bins()
    {
        var spec = Example.Spec("learning-rate = { uniform = [0.1, 0.9], count = 17 }, batch-size = [8, 16, 32]");
        var summary = Example.Summary([.. Enumerable.Range(0, 51).Select(id => Example.Complete(id, id))]);
        var grid = new Grid(spec, summary);
        var cells = CellTable.Of(spec, summary.Ranked, new AxisChoice(grid.Axes[0], grid.Axes[1], null, 5));
        var counts =
            (from column in Enumerable.Range(0, 5)
             from row in Enumerable.Range(0, 3)
             select cells.Counts(0, row, column)[0]).ToList();

        Assert.Equal(51, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 3, 4));
        Assert.Equal(
            ["0.1 … 0.25", "0.3 … 0.4", "0.45 … 0.6", "0.65 … 0.75", "0.8 … 0.9"], grid.Axes[0].Labels(5));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 12)]
    [InlineData(7, 21)]
    public void Any_two_axes_have_a_map_and_all_maps_together_stay_small(int axes, int maps)
    {
        string[] keys = ["learning-rate", "decay", "beta-1", "beta-2", "epsilon", "epochs", "batch-size"];
        var numbers = $"{{ uniform = [0.1, 0.9], count = {(axes > 5 ? 10 : 20)} }}";
        var wholes = "{ uniform = [1, 100], count = 100 }";
        var space = string.Join(", ", keys.Take(axes).Select((key, i) => $"{key} = {(i < 5 ? numbers : wholes)}"));
        var grid = new Grid(Example.Spec(space), Example.Summary());
        var choices = AxisChoice.All(grid.Axes);

        Assert.Equal(maps, choices.Length);
        Assert.Equal(
            axes * (axes - 1) / 2, choices.Select(choice => (choice.X.Name, choice.Y!.Name)).Distinct().Count());
        Assert.InRange(choices.Sum(choice => choice.Columns * choice.Rows * choice.Panels), 1, 50_000);
    }
}
