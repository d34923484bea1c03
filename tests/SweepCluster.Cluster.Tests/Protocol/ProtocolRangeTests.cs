using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Tests.Protocol;

public sealed class ProtocolRangeTests
{
    [Theory]
    [InlineData(1, 1, 1, 2, true)]
    [InlineData(2, 3, 3, 4, true)]
    [InlineData(1, 4, 2, 3, true)]
    [InlineData(1, 2, 3, 4, false)]
    [InlineData(5, 5, 3, 4, false)]
    public void Two_ranges_fit_if_both_contain_some_version(
        int oldest, int newest, int otherOldest, int otherNewest, bool fit)
    {
        var (one, other) = (new ProtocolRange(oldest, newest), new ProtocolRange(otherOldest, otherNewest));

        Assert.Equal((fit, fit), (one.Fits(other), other.Fits(one)));
    }

    [Theory]
    [InlineData(3, 4, "worker a speaks protocol 3 to 4, its coordinator 2: update the coordinators")]
    [InlineData(1, 1, "worker a speaks protocol 1, its coordinator 2: update the worker")]
    public void The_message_says_to_update_the_older_side(int oldest, int newest, string expected) =>
        Assert.Equal(expected, ProtocolRange.Misfit("a", new ProtocolRange(oldest, newest), new ProtocolRange(2, 2)));
}
