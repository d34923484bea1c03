using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Nodes;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cli.Tests.Running;

public sealed class NodeFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_another_coordinator_uses_is_refused()
    {
        using var first = NodeFolders.Lock(new StoreSettings.InFolder(_folder));

        Assert.Contains("another coordinator is at work in", Refusal(_folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_called_a_file()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "mine");

        Assert.Contains("is a file, not a folder", Refusal(file), StringComparison.Ordinal);
        Assert.DoesNotContain("another coordinator", Refusal(Path.Combine(file, "inner")), StringComparison.Ordinal);
    }

    private static string Refusal(string folder) =>
        Assert.Throws<UnusableFolderException>(() => NodeFolders.Lock(new StoreSettings.InFolder(folder))).Message;
}
