using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Objectives.Tables;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Tests.Tables;

public sealed class DataWordsTests
{
    [Theory]
    [InlineData("synthetic { rows = 1000 }", "1,000 rows of features x0, x1, x2, x3 and target y, drawn")]
    [InlineData("synthetic { rows = 1000, features = 1000 }, validation = 0.25",
        "1,000 rows of features x0, x1, x2, x3, x4 and 995 more and target y, drawn, "
            + "250 of them held out for validation")]
    [InlineData("csv { path = \"some/windows.csv\", features = [x0, x1], target = y }",
        "12 rows of features x0, x1 and target y from windows.csv")]
    [InlineData("csv { path = \"windows.csv\", features = [x0], target = [y, z] }, validation = 0.2",
        "12 rows of feature x0 and targets y, z from windows.csv, 2 of them held out for validation")]
    [InlineData("csv { path = \"a\u202eb.csv\", features = [\"x\u202ey\"], target = y }",
        "12 rows of feature x\\u202ey and target y from a\\u202eb.csv")]
    [InlineData("series { path = \"s.csv\", column = v, window = 3, horizon = 1 }",
        "12 rows of 3 samples of v and the next one as target, from the 15 samples of s.csv")]
    [InlineData("series { path = \"s.csv\", column = v, window = 1, horizon = 5 }, validation = 0.5",
        "12 rows of 1 sample of v and the one 5 later as target, from the 17 samples of s.csv, "
            + "6 of them held out for validation")]
    public void Says_how_many_rows_of_which_columns_were_read_and_how_many_are_held_out(string dataset, string words)
    {
        var units = dataset.Contains("[y, z]", StringComparison.Ordinal) ? 2 : 1;
        var spec = SweepFileReader.Parse(
            $"sweep {{ dataset {{ {dataset} }}, model.units = {units} }}", "a.hocon", []);
        var data = spec.Linear().Table.Source switch
        {
            CsvSource csv => Table(csv.Features, csv.Targets),
            SeriesSource series =>
                Table([.. Enumerable.Range(0, series.Window).Select(j => $"x{j}")], [series.Column]),
            var drawn => drawn.Load(spec.Seed),
        };

        Assert.Equal(words, DataWords.Of(spec.Linear().Table, data));
    }

    private static DataSet Table(ImmutableArray<string> features, ImmutableArray<string> targets) =>
        new(features, targets, new double[12 * features.Length], new double[12 * targets.Length]);
}
