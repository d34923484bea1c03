using System.Collections.Immutable;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Report;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class SweepTableTests
{
    [Fact]
    public void A_page_has_the_rows_and_columns_of_the_summary()
    {
        var results = Results(
            "learning-rate = [0.1, 0.2, 0.3], decay = [0, 1]", id => id % 4 == 3 ? null : 1.0 / (id + 1));
        var table = new SweepTable(results);
        using var csv = new StringWriter();
        SummaryCsv.Write(csv, results);
        var lines = csv.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var page = table.Page(new TrialQuery { Skip = 1, Take = 3 });

        Assert.Equal(6, page.Total);
        Assert.Equal(lines[0].Replace("\"", "", StringComparison.Ordinal), string.Join(',', table.Columns));
        Assert.Equal(lines[2..5], page.Rows.Select(row => string.Join(',', row.Cells)));
    }

    [Fact]
    public void Rows_are_sorted_by_any_column_and_empty_cells_come_last()
    {
        var table = new SweepTable(Results("learning-rate = [0.3, 0.1, 0.2]", id => id == 1 ? null : id + 1.0));
        var up = table.Page(new TrialQuery { SortBy = "rmse" });
        var down = table.Page(new TrialQuery { SortBy = "rmse", Descending = true });
        var byRate = table.Page(new TrialQuery { SortBy = "learning_rate" });

        Assert.Equal([0L, 2, 1], up.Rows.Select(row => row.TrialId));
        Assert.Equal([2L, 0, 1], down.Rows.Select(row => row.TrialId));
        Assert.Equal([1L, 2, 0], byRate.Rows.Select(row => row.TrialId));
    }

    [Fact]
    public void Filters_keep_the_rows_that_match_all_of_them()
    {
        var table = new SweepTable(Results("learning-rate = [0.1, 0.2], decay = [0, 1]", id => id == 3 ? null : id));
        var page = table.Page(new TrialQuery { Where = [("state", "complete"), ("decay", "1")] });

        Assert.Equal(1, page.Total);
        Assert.Equal([1L], page.Rows.Select(row => row.TrialId));
        Assert.Throws<ArgumentException>(() => table.Page(new TrialQuery { SortBy = "nothing" }));
    }

    [Fact]
    public void A_trial_is_found_with_its_rank_and_its_own_attempts()
    {
        var table = new SweepTable(Results("learning-rate = [0.1, 0.2, 0.3]", id => 3 - id));

        Assert.Equal("1", table.Find(2)!.Row.Cells[0].ToString());
        Assert.Equal([2], table.Find(2)!.Attempts.Select(attempt => attempt.Number));
        Assert.Empty(table.Find(0)!.Attempts);
        Assert.Null(table.Find(3));
        Assert.Null(table.Find(-1));
    }

    [Fact]
    public void A_hundred_thousand_trials_are_ranked_once_and_paged_after_that()
    {
        var table = new SweepTable(Results(
            "learning-rate = { log-uniform = [1e-4, 1], count = 1000 }, decay = { uniform = [0, 1], count = 100 }",
            id => id * 7919 % 100_003));
        table.Page(new TrialQuery { SortBy = "decay" });
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var page = 0; page < 100; page++)
        {
            var query = new TrialQuery { SortBy = "decay", Skip = page * 1000, Take = 50 };
            Assert.Equal(50, table.Page(query).Rows.Length);
        }

        Assert.True(
            GC.GetAllocatedBytesForCurrentThread() - before < 100 * 256 * 1024,
            "each page costs its own rows, not the table's");
    }

    // Trials without an objective failed; the one at place 2 took two attempts.
    private static SweepResults Results(string searchSpace, Func<long, double?> objective)
    {
        var spec = Example.Spec(searchSpace);
        var order = new GridOrder(spec);
        var results = new TrialResult[order.Planned];
        for (var id = 0L; id < results.Length; id++)
        {
            var value = objective(id);
            results[id] = value is { } rmse
                ? new TrialResult(order, id, TrialState.Complete, Outcome(rmse))
                : new TrialResult(order, id, TrialState.Failed, null);
        }

        ImmutableArray<Attempt> attempts =
            [new(new TrialRange(2, 1), 2, "w", DateTimeOffset.UnixEpoch, 1, AttemptOutcome.Completed)];
        return new SweepResults(
            spec,
            order,
            [0.5],
            Ranking.Rank(results, spec.Metric.Aim),
            attempts,
            new Account(order.Planned, order.Planned, 0, 0, 0, 0));
    }

    private static LinearOutcome Outcome(double rmse) => new()
    {
        Epochs = 1,
        Rmse = rmse,
        Mae = rmse,
        Parameters = [1, 2, 3],
        EpochRmse = [rmse],
        EpochValidationRmse = [],
        Verdict = Verdict.Converged,
    };
}
