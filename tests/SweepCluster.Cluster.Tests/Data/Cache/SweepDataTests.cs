using System.Text;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Tests.Data.Cache;

public sealed class SweepDataTests : IDisposable
{
    private static readonly byte[] File = Encoding.UTF8.GetBytes("a,b\n1,2\n3,4\n5,7\n");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_submitted_table_gives_the_same_data_set_on_the_worker()
    {
        var path = _folder.Write("submitted.csv", File);
        var source = new CsvSource(path, ["a"], ["b"]);

        Assert.Equal(
            DataFingerprint.Of(source.Load(1)),
            DataFingerprint.Of(await Load(source with { Path = $"/gone/{DataReference.To(Bytes.Hash(File), null)}" })));
    }

    [Fact]
    public async Task A_submitted_series_gives_the_same_data_set_on_the_worker()
    {
        var path = _folder.Write("submitted.csv", File);
        var source = new SeriesSource(path, "b", 1, 1);

        Assert.Equal(
            DataFingerprint.Of(source.Load(1)),
            DataFingerprint.Of(await Load(source with { Path = $"/gone/{DataReference.To(Bytes.Hash(File), null)}" })));
    }

    [Fact]
    public async Task Synthetic_data_are_drawn_on_the_node_that_trains()
    {
        var spec = Example.Spec();

        Assert.Equal(
            DataFingerprint.Of(spec.Linear().Table.Source.Load(spec.Seed)),
            DataFingerprint.Of(await Load(spec.Linear().Table.Source)));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("sha256-../../etc/passwd")]
    public async Task A_local_file_of_the_node_is_never_read(string path) =>
        await Assert.ThrowsAsync<InvalidInputException>(() => Load(new SeriesSource(path, "a", 1, 1)));

    private async Task<DataSet> Load(DataSource source)
    {
        using var cache = new DataCache(_folder.In("cache"), 1000, () => [Serve], TimeProvider.System);
        var spec = Example.Spec().With(linear => linear with { Table = new DataSpec(source, 0, false) });
        return (await SweepData.LoadAsync(spec, cache, TestContext.Current.CancellationToken))!;
    }

    private static Task<object> Serve(object message, TimeSpan timeout) =>
        Task.FromResult<object>(new DataProtocol.Chunk(((DataProtocol.ReadChunk)message).Hash, 0, File.Length, File));
}
