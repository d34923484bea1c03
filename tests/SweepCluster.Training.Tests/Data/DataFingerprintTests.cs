using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class DataFingerprintTests
{
    private static readonly (int Window, int Horizon)[] Shapes =
        [(1, 1), (4, 1), (4, 7), (1000, 1), (1, 2000), (1500, 1500), (2999, 1), (1, 2999)];

    private static readonly DataSet Data = new(["a", "b"], ["y"], [1, 2, 3, 4], [5, 6]);

    [Fact]
    public void It_is_64_hex_digits() => Assert.Matches("^[0-9a-f]{64}$", DataFingerprint.Of(Data));

    [Fact]
    public void The_name_of_the_file_does_not_matter() =>
        Files.With("a,b\n1,2\n", first => Files.With("b,a\n2,1\n", second =>
            Assert.Equal(Of(first), Of(second))));

    [Fact]
    public void Any_difference_shows()
    {
        DataSet[] all =
        [
            Data,
            Data with { FeatureNames = ["a", "c"] },
            Data with { FeatureNames = ["ab", ""] },
            Data with { TargetNames = ["z"] },
            Data with { Features = [1, 2, 3, Math.BitIncrement(4.0)] },
            Data with { Targets = [5, -6] },
        ];
        Assert.Distinct(all.Select(DataFingerprint.Of));
    }

    [Fact]
    public void A_table_in_a_file_has_the_same_fingerprint_without_being_held() => Files.With(
        $"note,y,a,b\n{string.Concat(Enumerable.Range(0, 5000).Select(i => $"x,{i * 0.1},{i},{-i / 7.0}\n"))}", path =>
        AssertSame(new CsvSource(path, ["b", "a"], ["y"]), new CsvSource(path, ["a"], ["y", "b"])));

    [Fact]
    public void Windows_over_a_series_in_a_file_have_the_same_fingerprint_too() => Files.With(
        $"v\n{string.Concat(Enumerable.Range(0, 3000).Select(i => $"{Math.Sin(i)}\n"))}", path =>
        AssertSame([.. Shapes.Select(shape => new SeriesSource(path, "v", shape.Window, shape.Horizon))]));

    [Theory]
    [InlineData("a,b\n1,2\n1,x\n")]
    [InlineData("a\n1\n")]
    [InlineData("a,b\n")]
    [InlineData("")]
    public void A_wrong_file_has_the_same_problems_as_when_it_is_loaded(string content) => Files.With(content, path =>
    {
        var source = new CsvSource(path, ["a"], ["b"]);
        Assert.Equal(
            Assert.Throws<InvalidInputException>(() => source.Load(1)).Problems,
            Assert.Throws<InvalidInputException>(() => source.FingerprintOfFile()).Problems);
    });

    private static void AssertSame(params DataSource[] sources) => Assert.All(sources, source =>
        Assert.Equal(DataFingerprint.Of(source.Load(1)), source.FingerprintOfFile()));

    private static string Of(string path) =>
        DataFingerprint.Of(new CsvSource(path, ["a"], ["b"]).Load(1));
}
