
namespace SweepCluster.Problems.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("lerning-rate", "learning-rate")]
    [InlineData("DECAY", "decay")]
    [InlineData("decya", "decay")]
    [InlineData("batchsize", "batch-size")]
    [InlineData("temperature", null)]
    [InlineData("", null)]
    public void The_nearest_is_found_if_it_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Of(name, ["learning-rate", "decay", "batch-size"]));

    [Fact]
    public void The_nearest_come_first_and_of_equals_the_first() => Assert.Equal(
        ["decay", "decoy", "day"], NearestName.Of("deca", ["rate", "decoy", "day", "decay"], 3));

    [Fact]
    public void Nothing_is_near_nothing() => Assert.Null(NearestName.Of("a", []));
}
