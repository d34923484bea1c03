using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Tests.Data;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Checkpoints;

public sealed class CheckpointsWithFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderDataStore _files;
    private readonly CheckpointsInMemory _checkpoints = new();

    public CheckpointsWithFilesTests() => _files = new FolderDataStore(_folder.FullPath);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_go_with_the_checkpoint_that_names_them()
    {
        var store = new CheckpointsWithFiles(_checkpoints, _files);
        store.Keep("a", With(0, 1));
        store.Keep("a", With(5, 2));
        Assert.Equal([1, 2], There());

        store.Keep("a", With(0, 3));
        Assert.Equal([2, 3], There());
        store.Forget("a", 5);
        Assert.Equal([3], There());
        store.Drop(With(7, 4));
        Assert.Equal([3], There());
    }

    [Fact]
    public void Those_of_an_earlier_process_go_too()
    {
        new CheckpointsWithFiles(_checkpoints, _files).Keep("a", With(0, 1));
        var store = new CheckpointsWithFiles(_checkpoints, _files);
        Assert.Single(store.Read("a"));

        store.Forget("a", 0);
        Assert.Empty(There());
    }

    private IEnumerable<int> There() =>
        Enumerable.Range(1, 4).Where(number => _files.LengthOf(Bytes.Hash([(byte)number])) is not null);

    private PackCheckpoint With(long start, int number)
    {
        byte[] bytes = [(byte)number];
        _files.Put(bytes);
        return new(start, [new Named(DataReference.To(Bytes.Hash(bytes), null))]);
    }

    private sealed record Named(string Name) : TrialCheckpoint
    {
        public override string Kind => "named";

        public override string KeptFiles => Name;

        public override int Steps => 1;

        public override long Bytes => 0;
    }
}
