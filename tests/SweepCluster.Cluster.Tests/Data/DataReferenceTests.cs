using SweepCluster.Cluster.Data;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Tests.Data;

public sealed class DataReferenceTests
{
    private static readonly DataHash Hash = DataHash.Of(new byte[32]);

    [Theory]
    [InlineData("my table.csv")]
    [InlineData("żółć;x.csv")]
    [InlineData("a\\b.csv")]
    public void A_name_travels_with_the_hash_and_is_found_again(string name)
    {
        var path = DataReference.To(Hash, name);

        Assert.Equal((Hash, name), (DataReference.In(new DataSource.Csv(path, ["a"], ["b"])), DataReference.NameOf(path)));
        Assert.Equal($"sha256-{Hash.Hex}", Path.GetFileName(path));
    }

    [Fact]
    public void Data_of_nodes_of_before_have_no_name_but_their_hash()
    {
        var path = DataReference.To(Hash, null);

        Assert.Equal((Hash, $"sha256-{Hash.Hex}"), (DataReference.In(new DataSource.Csv(path, ["a"], ["b"])), DataReference.NameOf(path)));
    }

    [Fact]
    public void A_file_that_lies_here_under_the_name_of_its_hash_is_not_called_by_its_folder() =>
        Assert.Equal($"sha256-{Hash.Hex}", DataReference.NameOf($"/runs/bank/sha256-{Hash.Hex}"));

    [Fact]
    public void A_file_that_did_not_travel_is_called_as_it_is() =>
        Assert.Equal("windows.csv", DataReference.NameOf("/data/windows.csv"));
}
