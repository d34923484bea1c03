using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>What holds for every data source.</summary>
public abstract class DataSourceContract
{
    protected abstract DataSource Source { get; }

    [Fact]
    public void Every_row_has_all_features_and_targets()
    {
        var data = Source.Load(seed: 1);
        Assert.True(data.Rows > 0);
        Assert.Equal(data.Rows * data.FeatureCount, data.Features.Length);
        Assert.Equal(data.Rows * data.TargetCount, data.Targets.Length);
    }

    [Fact]
    public void Every_number_is_finite()
    {
        var data = Source.Load(seed: 1);
        Assert.All(data.Features, number => Assert.True(double.IsFinite(number)));
        Assert.All(data.Targets, number => Assert.True(double.IsFinite(number)));
    }

    [Fact]
    public void Column_names_are_different()
    {
        var data = Source.Load(seed: 1);
        Assert.Distinct(data.FeatureNames);
        Assert.Distinct(data.TargetNames);
    }

    [Fact]
    public void It_names_its_columns_before_it_is_read()
    {
        var data = Source.Load(seed: 1);
        Assert.Equal(data.FeatureNames, Source.FeatureNames);
        Assert.Equal(data.TargetNames, Source.TargetNames);
    }

    [Fact]
    public void A_file_has_the_fingerprint_of_its_data()
    {
        if (Source.File is null)
            Assert.True(Source.NumbersDrawn > 0);
        else
            Assert.Equal(DataFingerprint.Of(Source.Load(seed: 1)), Source.FingerprintOfFile());
    }

    [Fact]
    public void The_same_seed_gives_the_same_data() => Assert.Equal(
        DataFingerprint.Of(Source.Load(seed: 7)),
        DataFingerprint.Of(Source.Load(seed: 7)));
}

public sealed class SyntheticContractTests : DataSourceContract
{
    protected override DataSource Source => new SyntheticSource(SyntheticTarget.Difference, 100, 5, 0.1);
}

public sealed class CsvContractTests : DataSourceContract
{
    protected override DataSource Source =>
        new CsvSource(Files.Golden("noisy203.csv"), ["x0", "x1", "x2"], ["y", "x4"]);
}

public sealed class SeriesContractTests : DataSourceContract
{
    protected override DataSource Source => new SeriesSource(Files.Series("sunspots_yearly.csv"), "value", 4, 1);
}
