using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class DataSourceTests
{
    private static readonly CsvSource Csv = new("here.csv", ["a"], ["b"]);
    private static readonly SeriesSource Series = new("here.csv", "a", 4, 1);
    private static readonly SyntheticSource Synthetic = new(SyntheticTarget.Difference, 10, 4, 0);

    [Fact]
    public void A_source_with_a_file_names_it()
    {
        Assert.Equal("here.csv", Csv.File);
        Assert.Equal("here.csv", Series.File);
        Assert.Null(Synthetic.File);
    }

    [Fact]
    public void A_source_can_be_read_from_a_copy_of_its_file()
    {
        Assert.Equal(Csv with { Path = "there.csv" }, Csv.ReadFrom("there.csv"));
        Assert.Equal(Series with { Path = "there.csv" }, Series.ReadFrom("there.csv"));
        Assert.Equal(Synthetic, Synthetic.ReadFrom("there.csv"));
    }
}
