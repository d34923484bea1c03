using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>No file makes its reader hold more than it may.</summary>
public sealed class DataLimitTests
{
    private const int LongestRow = 4 * 1024 * 1024;

    private static readonly DataLimit Twelve = new(12, "bring less");

    [Fact]
    public void More_numbers_than_the_limit_are_refused_with_what_to_do() => Files.With(
        $"a,b,y\n{string.Concat(Enumerable.Repeat("1,2,3\n", 5))}", path =>
        {
            Refused(new CsvSource(path, ["a", "b"], ["y"]));
            Refused(new SeriesSource(path, "a", 3, 1));
            Refused(new SyntheticSource(SyntheticTarget.Difference, 3, 4, 0));
            Assert.Equal(5, new CsvSource(path, ["a"], ["y"]).Load(1, Twelve).Rows);
            Assert.Equal(4, new SeriesSource(path, "a", 1, 1).Load(1, Twelve).Rows);
        });

    [Fact]
    public void Many_columns_count_too_for_preparing_them_takes_their_square() => Files.With(
        "a,b,c,d\n1,2,3,4\n", path => Refused(new CsvSource(path, ["a", "b", "c"], ["d"])));

    [Fact]
    public void A_window_that_no_machine_can_train_is_refused() => Assert.Equal(
        "1000001, but at most 1,000,000 is taken",
        Assert.Single(Problems(new SeriesSource("any.csv", "v", 1_000_001, 1))).What);

    [Theory]
    [InlineData("a,b\n1,2\n", "", "3: the row is longer than 4,194,304 characters; a row ends with a line break")]
    [InlineData("", "", "1: the row is longer than 4,194,304 characters; a row ends with a line break")]
    [InlineData("a,b\n1,\"", "", "2: the quote that opens a cell here is never closed")]
    [InlineData("a,b\n1,2\n", ",", "3: the row is longer than 4,194,304 characters; a row ends with a line break")]
    public void A_row_that_does_not_end_is_refused_before_it_is_all_read(
        string before, string between, string problem) =>
        Files.With(
            $"{before}{string.Concat(Enumerable.Repeat($"1{between}", LongestRow + 2))}\n5,6\n",
            path => Assert.StartsWith(
                $"{path}:{problem}",
                Assert.Single(Problems(new CsvSource(path, ["a"], ["b"]))).ToString(),
                StringComparison.Ordinal));

    private static void Refused(DataSource source) => Assert.EndsWith(
        "holds more numbers in the columns asked for than are read here, 12; bring less",
        Assert.Single(Problems(source)).What, StringComparison.Ordinal);

    private static IReadOnlyList<Problem> Problems(DataSource source) =>
        Assert.Throws<InvalidInputException>(() => source.Load(1, Twelve)).Problems;
}
