using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Tests.Randomness;

public sealed class NormalDeviatesTests
{
    [Fact]
    public void Moments_are_those_of_the_standard_normal()
    {
        var random = RandomStreams.For(1, "test");
        var numbers = Enumerable.Range(0, 200_000).Select(_ => NormalDeviates.Next(random)).ToArray();
        Assert.Equal(0, numbers.Average(), 0.01);
        Assert.Equal(1, numbers.Average(x => x * x), 0.02);
        Assert.Equal(0, numbers.Average(x => x * x * x), 0.04);
        Assert.Equal(3, numbers.Average(x => x * x * x * x), 0.1);
        Assert.Equal(0.0455, numbers.Count(x => Math.Abs(x) > 2) / 200_000.0, 0.002);
    }
}
