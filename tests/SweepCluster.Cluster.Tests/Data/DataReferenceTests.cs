using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Tests.Data;

public sealed class DataReferenceTests
{
    private static readonly DataHash Hash = DataHash.Of(new byte[32]);

    [Theory]
    [InlineData("my table.csv")]
    [InlineData("żółć;x.csv")]
    [InlineData("a\\b.csv")]
    public void A_reference_contains_the_hash_and_the_name(string name)
    {
        var path = DataReference.To(Hash, name);

        Assert.Equal(Hash, HashIn(path));
        Assert.Equal(name, DataReference.NameOf(path));
        Assert.Equal($"sha256-{Hash.Hex}", Path.GetFileName(path));
    }

    [Fact]
    public void A_reference_from_an_older_node_has_no_name_but_the_hash()
    {
        var path = DataReference.To(Hash, null);

        Assert.Equal(Hash, HashIn(path));
        Assert.Equal($"sha256-{Hash.Hex}", DataReference.NameOf(path));
    }

    [Fact]
    public void A_local_file_with_a_hash_as_its_name_does_not_get_the_name_of_its_folder() =>
        Assert.Equal($"sha256-{Hash.Hex}", DataReference.NameOf($"/runs/bank/sha256-{Hash.Hex}"));

    [Fact]
    public void A_local_file_keeps_its_name() =>
        Assert.Equal("windows.csv", DataReference.NameOf("/data/windows.csv"));

    private static DataHash? HashIn(string path) => DataReference.In(new CsvSource(path, ["a"], ["b"]));
}
