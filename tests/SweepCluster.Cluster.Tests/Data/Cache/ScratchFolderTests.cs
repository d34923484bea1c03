using SweepCluster.Cluster.Data.Cache;

namespace SweepCluster.Cluster.Tests.Data.Cache;

public sealed class ScratchFolderTests
{
    [Fact]
    public void A_folder_is_there_until_it_is_disposed_and_nobody_removes_it_meanwhile()
    {
        using var sent = ScratchFolder.ForSent();
        File.WriteAllText(Path.Combine(sent.Path, "data"), "1,2");

        ScratchFolder.RemoveLeftovers();
        using (ScratchFolder.ForBrought())
        using (ScratchFolder.ForFetched())
            Assert.True(File.Exists(Path.Combine(sent.Path, "data")));

        sent.Dispose();
        Assert.False(Directory.Exists(sent.Path));
    }

    [Fact]
    public void A_cache_may_lie_in_a_scratch_folder()
    {
        using var fetched = ScratchFolder.ForFetched();
        using var cache = new DataCache(fetched.Path, 1000, () => [], TimeProvider.System);

        ScratchFolder.RemoveLeftovers();
        Assert.True(Directory.Exists(fetched.Path));
    }

    [Theory]
    [InlineData("sweep-sent-")]
    [InlineData("sweep-brought-")]
    [InlineData("sweep-data-")]
    [InlineData("sweep-programs-")]
    public void The_next_process_removes_what_a_killed_one_left(string prefix)
    {
        var left = Directory.CreateTempSubdirectory(prefix).FullName;
        File.WriteAllText(Path.Combine(left, ".held"), "");
        Directory.CreateDirectory(Path.Combine(left, "1"));
        File.WriteAllText(Path.Combine(left, "1", "data"), "1,2");
        var fresh = Directory.CreateTempSubdirectory(prefix).FullName;
        var old = Directory.CreateTempSubdirectory(prefix).FullName;
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        ScratchFolder.ForSent().Dispose();

        Assert.Equal((false, true, false), (Directory.Exists(left), Directory.Exists(fresh), Directory.Exists(old)));
        Directory.Delete(fresh);
    }

    [Fact]
    public void A_link_to_another_place_is_not_removed()
    {
        var elsewhere = Directory.CreateTempSubdirectory("sweepcluster-").FullName;
        File.WriteAllText(Path.Combine(elsewhere, ".held"), "");
        var link = Path.Combine(Path.GetTempPath(), $"sweep-sent-{Guid.NewGuid():n}");
        Directory.CreateSymbolicLink(link, elsewhere);

        ScratchFolder.RemoveLeftovers();

        Assert.True(File.Exists(Path.Combine(elsewhere, ".held")));
        Directory.Delete(link);
        Directory.Delete(elsewhere, recursive: true);
    }
}
