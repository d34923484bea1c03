using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Cluster.Tests.Checkpoints;

public sealed class FolderCheckpointStoreTests : CheckpointStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Checkpoints => Path.Combine(_folder.FullPath, FolderCheckpointStore.FolderName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_with_any_flipped_bit_or_any_missing_end_is_ignored()
    {
        Open().Keep("a", Of(0, 2, 1));
        var path = Directory.GetFiles(Checkpoints).Single();
        var bytes = File.ReadAllBytes(path);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, flipped);
            Assert.Empty(Open().Read("a"));
        }

        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Empty(Open().Read("a"));
            Assert.False(File.Exists(path));
        }
    }

    [Fact]
    public void A_file_that_a_killed_process_left_unfinished_is_removed()
    {
        Open().Keep("a", Of(0, 2, 1));
        File.WriteAllText(Directory.GetFiles(Checkpoints).Single() + ".part", "half");

        Same([Of(0, 2, 1)], Open().Read("a"));
        Assert.Single(Directory.GetFiles(Checkpoints));
    }

    [Fact]
    public void A_store_without_checkpoints_has_no_folder()
    {
        Open().Read("a");
        Open().Forget("a", 0);
        Assert.False(Directory.Exists(Checkpoints));
        Open().Keep("a", Of(0, 2, 1));
        Open().Forget("a", 0);

        Assert.False(Directory.Exists(Checkpoints));
    }

    protected override ICheckpointStore Open() => new FolderCheckpointStore(Checkpoints);
}
