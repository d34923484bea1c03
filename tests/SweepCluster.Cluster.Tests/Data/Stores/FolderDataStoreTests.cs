using SweepCluster.Cluster.Data.Stores;

namespace SweepCluster.Cluster.Tests.Data.Stores;

public sealed class FolderDataStoreTests : DataStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_a_killed_process_left_unfinished_are_removed_at_the_start()
    {
        var left = Open().Begin(Bytes.Hash([1]), 100);
        left.Append(0, new byte[50]);
        Assert.Equal(1, Leftovers());
        Open();

        Assert.Equal(0, Leftovers());
        left.Dispose();
    }

    [Fact]
    public void A_file_is_named_by_its_hash()
    {
        Open().Put([1, 2, 3]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.In(Bytes.Hash([1, 2, 3]).Hex)));
    }

    protected override IDataStore Open() => new FolderDataStore(_folder.FullPath);

    protected override long Leftovers() =>
        Directory.EnumerateFiles(_folder.FullPath).Count(path => Path.GetFileName(path).Length != 64);
}
