using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Sweeps.Tests.Planning;

public sealed class RateWordsTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(7.25, "7.25")]
    [InlineData(999, "999")]
    [InlineData(1234, "1.23 k")]
    [InlineData(310e6, "310 M")]
    [InlineData(4.05e9, "4.05 G")]
    public void A_rate_has_three_figures(double perSecond, string words) =>
        Assert.Equal(words, RateWords.Of(perSecond));
}
