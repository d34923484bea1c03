using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class DataFingerprintTests
{
    private static readonly DataSet Data = new(["a", "b"], ["y"], [1, 2, 3, 4], [5, 6]);

    [Fact]
    public void It_is_64_hex_digits() => Assert.Matches("^[0-9a-f]{64}$", DataFingerprint.Of(Data));

    [Fact]
    public void The_name_of_the_file_does_not_matter() => Files.With("a,b\n1,2\n", first => Files.With("b,a\n2,1\n", second =>
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

    private static string Of(string path) =>
        DataFingerprint.Of(DataSetLoader.Load(new DataSource.Csv(path, ["a"], ["b"]), 1));
}
