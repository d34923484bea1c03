using SweepCluster.Programs.Saying;

namespace SweepCluster.Programs.Tests.Saying;

public sealed class GrowthTests
{
    [Fact]
    public void A_file_has_grown_once_for_each_time_that_something_was_added()
    {
        using var folder = new TestFolder();
        var path = folder.In("log");
        var growth = new Growth(path);

        Assert.False(growth.HasGrown());
        File.WriteAllText(path, "");
        Assert.False(growth.HasGrown());
        File.AppendAllText(path, "a");
        Assert.True(growth.HasGrown());
        Assert.False(growth.HasGrown());
        File.AppendAllText(path, "b");
        Assert.True(growth.HasGrown());
    }
}
