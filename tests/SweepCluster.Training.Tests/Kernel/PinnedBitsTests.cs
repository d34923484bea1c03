using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>The weights of each path of the kernel: other bits would change the results of every sweep.</summary>
public sealed class PinnedBitsTests
{
    [Theory]
    [InlineData(BatchLayout.Rows, Precision.Float32, "2bb5640319225f6aa3e2d3ea9057c5f1")]
    [InlineData(BatchLayout.Rows, Precision.Float64, "00b5969cbfc48a01eb91f815f9441df0")]
    [InlineData(BatchLayout.Factor, Precision.Float32, "879496dc7f0aaccf2b34b087b047dc90")]
    [InlineData(BatchLayout.Factor, Precision.Float64, "87997c6e884cc5e18f4beca36c94b717")]
    public void A_path_gives_the_bits_that_it_gave(BatchLayout layout, Precision precision, string digest) =>
        Assert.Equal(digest, BitsDigest.Of(LaneWidths.Widest, layout, precision)[..32]);
}
